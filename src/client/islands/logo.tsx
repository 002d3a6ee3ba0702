export interface LogoProps {
  size: number;
}

/** The product's mark: two lines of talk in a bubble. */
export function Logo({ size }: LogoProps) {
  return (
    <svg class="logo" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path
        class="logo-bubble"
        d="M8 3h16a6 6 0 0 1 6 6v10a6 6 0 0 1-6 6h-9.5l-6.3 4.7A.75.75 0 0 1 7 29v-4.08A6 6 0 0 1 2 19V9a6 6 0 0 1 6-6Z"
      />
      <path class="logo-lines" d="M10 11.5h12M10 16.5h7" />
    </svg>
  );
}
