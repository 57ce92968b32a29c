import './progress.css'

/** How far something is. Props: `label` (said), `value` 0 to 1 or null while unknown, `text` beside it. */
export function Progress({
  label,
  value,
  text,
}: {
  readonly label: string
  readonly value: number | null
  readonly text?: string
}) {
  const percent = value === null ? undefined : Math.round(Math.min(1, Math.max(0, value)) * 100)
  return (
    <div class="progress">
      <div
        class={value === null ? 'progress-track progress-unknown' : 'progress-track'}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={text}
      >
        <div class="progress-bar" style={{ inlineSize: value === null ? '30%' : `${percent}%` }} />
      </div>
      {text && <span class="small quiet">{text}</span>}
    </div>
  )
}

/** Waiting for something short. Props: `label`, shown beside it. */
export function Spinner({ label }: { readonly label: string }) {
  return (
    <span class="spinner" role="status">
      <span class="button-spinner" aria-hidden="true" />
      {label}
    </span>
  )
}

/** The place of what is still read. Props: `lines`, or `height` in pixels of a block; `label` said once. */
export function Skeleton({
  lines = 1,
  height,
  label = 'Loading',
}: {
  readonly lines?: number
  readonly height?: number
  readonly label?: string
}) {
  return (
    <div class="skeleton" role="status">
      <span class="visually-hidden">{label}</span>
      {height === undefined ? (
        Array.from({ length: lines }, (_, line) => <div key={line} class="skeleton-line" />)
      ) : (
        <div class="skeleton-block" style={{ blockSize: `${height}px` }} />
      )}
    </div>
  )
}
