/** The two encodings of OTLP/HTTP. */
export type Encoding = "protobuf" | "json";

const MEDIA_TYPES: Record<Encoding, string> = { protobuf: "application/x-protobuf", json: "application/json" };

/** The Content-Type of an answer, which must be that of its request. */
export function mediaTypeOf(encoding: Encoding): string {
  return MEDIA_TYPES[encoding];
}

/** The encoding that a Content-Type header names, parameters such as charset aside; undefined if it is not one of OTLP's. */
export function encodingOf(contentType: string | undefined): Encoding | undefined {
  const mediaType = contentType?.split(";", 1)[0]?.trim().toLowerCase();
  if (mediaType === MEDIA_TYPES.protobuf) return "protobuf";
  return mediaType === MEDIA_TYPES.json ? "json" : undefined;
}
