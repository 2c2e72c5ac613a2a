import { UrlForm } from "../ui/url-form.tsx";

/** Asks about one field of a contract's payload; empty asks about the whole contract. */
export function FieldForm({ field, path, search }: { field: string | undefined; path: string; search: string }) {
  return (
    <div className="mb-2">
      <UrlForm path={path} search={search} clears={[]}>
        <input name="field" type="search" defaultValue={field ?? ""} aria-label="A field of the payload, as a JSON pointer" placeholder="One field, e.g. /order/total" className="field w-72 max-w-full font-mono" />
      </UrlForm>
    </div>
  );
}
