import { CopyButton } from "./copy-button.tsx";

/** Something to paste into a terminal or a file, with a button that copies it. */
export function CopyBlock({ text, label }: { text: string; label: string }) {
  return (
    <div className="relative rounded border border-line bg-sunk">
      <pre className="overflow-x-auto p-3 pr-20 font-mono text-xs leading-5" tabIndex={0}>
        {text}
      </pre>
      <div className="absolute top-1.5 right-1.5">
        <CopyButton text={text} label={label} words="Copy" />
      </div>
    </div>
  );
}
