import fc from "fast-check";

const unit = fc.oneof(
  fc.nat({ max: 0x7f }),
  fc.nat({ max: 0xffff }),
  fc.integer({ min: 0xd800, max: 0xdfff }),
);

/** Any string at all: controls, halves of surrogate pairs and what no character is. fast-check's own `binary` takes seconds to make. */
export function anyText(): fc.Arbitrary<string> {
  return fc.array(unit).map((codes) => String.fromCharCode(...codes));
}
