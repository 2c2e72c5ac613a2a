import type { ReactNode } from "react";

/** What the API refused: a field of it, and why. */
export interface FieldError {
  field: string;
  message: string;
}

/** A field of a form with its title, a hint, and what the API said of it. */
export function FormField({ name, title, hint, error, children }: { name: string; title: string; hint?: ReactNode; error?: FieldError | undefined; children: ReactNode }) {
  const own = error !== undefined && (error.field === name || error.field.startsWith(`${name}.`)) ? error : undefined;
  return (
    <div className="min-w-0">
      <label className="block">
        <span className="column-head">{title}</span>
        <span className="mt-1 block">{children}</span>
      </label>
      {hint === undefined ? null : <p className="mt-0.5 text-2xs text-ink-3">{hint}</p>}
      {own === undefined ? null : (
        <p role="alert" className="mt-0.5 text-xs font-medium text-accent [overflow-wrap:anywhere]">
          ✗ {own.message.replace(`${own.field}: `, "")}
        </p>
      )}
    </div>
  );
}

/** What the API refused without a field that the form shows. */
export function FormError({ error, fields }: { error: FieldError | undefined; fields: readonly string[] }) {
  if (error === undefined || fields.some((name) => error.field === name || error.field.startsWith(`${name}.`))) return null;
  return (
    <p role="alert" className="text-sm font-medium text-accent [overflow-wrap:anywhere]">
      ✗ {error.message}
    </p>
  );
}

/** The button by which a form is sent. */
export function SubmitButton({ sending, children }: { sending: boolean; children: ReactNode }) {
  return (
    <button type="submit" disabled={sending} className="h-[1.875rem] rounded bg-ink px-4 font-medium text-ground disabled:opacity-60">
      {children}
    </button>
  );
}
