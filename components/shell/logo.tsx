/** Two agents and the seam between them: what is known is filled, what has to be checked is open. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" className="size-5" aria-hidden="true">
      <rect x="2" y="7" width="11" height="18" rx="2.5" fill="currentColor" />
      <rect x="20.5" y="8.5" width="8" height="15" rx="1.5" fill="none" stroke="currentColor" strokeWidth="3" />
      <path d="M16 2v5m0 4v4m0 4v4m0 4v5" stroke="var(--accent)" strokeWidth="2.6" fill="none" />
    </svg>
  );
}
