"use client";

import { useSyncExternalStore } from "react";

function whenChanged(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

/** Says that this computer is offline, so that nobody takes what stands on the page for what is. */
export function OfflineNotice() {
  const online = useSyncExternalStore(whenChanged, () => navigator.onLine, () => true);
  return (
    <div role="status" className="print:hidden">
      {online ? null : (
        <p className="border-b border-line bg-sunk px-4 py-1.5 text-center">This computer is offline. What stands here is from before; it goes on by itself when the network is back.</p>
      )}
    </div>
  );
}
