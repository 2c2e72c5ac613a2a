import { CompareForm } from "./compare-form.tsx";

/** What the page compares and how to choose it, or which of what was asked for there is not. */
export function CompareTeaching({ missing = [] }: { missing?: readonly string[] }) {
  return (
    <div className="panel px-4 py-8">
      <div className="mx-auto max-w-2xl">
        {missing.length === 0 ? (
          <p className="text-base font-medium">Two runs side by side: what changed between the one that worked and the one that did not</p>
        ) : (
          <p className="text-base font-medium" role="alert">
            There is no run {missing.map((id) => `“${id}”`).join(" and none ")}
          </p>
        )}
        <p className="mt-1 mb-4 text-ink-2">
          A run is a trace, by its id of 32 hexadecimal digits, or all traces of a workflow, by its key. “Compare” on the page of a trace or a workflow suggests which other one to choose.
        </p>
        <CompareForm a="" b="" />
      </div>
    </div>
  );
}
