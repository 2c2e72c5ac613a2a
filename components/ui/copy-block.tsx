import { CopyButton } from "./copy-button.tsx";

/** Something to paste into a terminal or a file, with a button beside it that copies it; the button never covers a line. */
export function CopyBlock({ text, label }: { text: string; label: string }) {
  return (
    <div className="flex items-start rounded border border-line bg-sunk">
      <pre className="min-w-0 flex-1 overflow-x-auto p-3 font-mono text-xs leading-5" tabIndex={0}>
        {text}
      </pre>
      <div className="shrink-0 p-1.5 print:hidden">
        <CopyButton text={text} label={label} words="Copy" />
      </div>
    </div>
  );
}
