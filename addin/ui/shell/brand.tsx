import './brand.css'

/** The name with its mark. */
export function Brand() {
  return (
    <span class="brand">
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
        <rect width="22" height="22" rx="5" fill="var(--brand)" />
        <path
          d="M4.500 15.500V8l3.200 4 3.300-4 3.300 4 3.200-4v7.500"
          fill="none"
          stroke="var(--on-brand)"
          stroke-width="2"
          stroke-linejoin="round"
          stroke-linecap="round"
        />
      </svg>
      MoatMetrics
    </span>
  )
}
