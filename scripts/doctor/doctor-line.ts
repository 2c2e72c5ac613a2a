/** One line of the doctor's report; a problem keeps Seamscope from starting, and its text says what to do about it. */
export interface DoctorLine {
  state: "ok" | "problem";
  text: string;
}

/** Everything is as it should be. */
export function ok(text: string): DoctorLine {
  return { state: "ok", text };
}

/** Something is in the way. */
export function problem(text: string): DoctorLine {
  return { state: "problem", text };
}
