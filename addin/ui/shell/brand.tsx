import './brand.css'

/** The name with its mark. */
export function Brand() {
  return (
    <span class="brand">
      {/* The mark of addin/assets, drawn for this size. */}
      <svg width="22" height="22" viewBox="0 0 16 16" aria-hidden="true">
        <rect width="16" height="16" rx="3.5" fill="#105d7d" />
        <path
          d="M6 13.4A5.75 5.75 0 1 1 10 13.4"
          fill="none"
          stroke="#8fe3e8"
          stroke-width="1.4"
          stroke-linecap="round"
        />
        <path d="M5 8h1.5v3H5zM7.25 7h1.5v4h-1.5zM9.5 5h1.5v6H9.5z" fill="#ffffff" />
      </svg>
      MoatMetrics
    </span>
  )
}
