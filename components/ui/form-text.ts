/** What was typed into a field of a form, without spaces around it. */
export function formText(form: FormData, name: string): string {
  const text = form.get(name);
  return typeof text === "string" ? text.trim() : "";
}
