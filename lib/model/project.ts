/** Whose data is read and written; one project until there are several. */
export const PROJECT = "default";
