import Link from "next/link";
import type { Pin } from "@/lib/model/pin.ts";
import { pinReason } from "./pin-words.ts";

/** For whose sake something is pinned, and by whom; a ticket or an alert leads to its page. */
export function PinReason({ pin }: { pin: Pin }) {
  const { words, cited, path } = pinReason(pin);
  return (
    <>
      {words}
      {cited === "" ? "" : " "}
      {path === undefined ? (
        cited
      ) : (
        <Link href={path} prefetch={false} className="underline underline-offset-2">
          {cited}
        </Link>
      )}
      {pin.by === "" ? "" : `, by ${pin.by}`}
    </>
  );
}
