"use client";

import { useEffect } from "react";
import PageError from "./error.tsx";
import "./globals.css";

/** What stands when even the frame of the pages could not be made. */
export default function GlobalError(props: { error: Error & { digest?: string }; retry: () => void }) {
  useEffect(() => {
    document.title = "Seamscope could not make this page";
  }, []);
  return (
    <html lang="en">
      <body>
        <main className="px-4">
          <PageError {...props} />
        </main>
      </body>
    </html>
  );
}
