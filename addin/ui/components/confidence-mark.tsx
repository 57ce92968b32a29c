import { Popover } from './popover.tsx'
import './confidence-mark.css'

export type Level = 'HIGH' | 'MEDIUM' | 'LOW' | 'AMBIGUOUS'

interface Signal {
  readonly label: string
  readonly text: string
  /** What it does to the score, −1 to 1. */
  readonly effect: number
}

/** How sure a value is, in words. */
export const confidenceWord: Readonly<Record<Level, string>> = {
  HIGH: 'High',
  MEDIUM: 'Medium',
  LOW: 'Low',
  AMBIGUOUS: 'Unsure',
}
const part: Readonly<Record<Level, number>> = { HIGH: 1, MEDIUM: 0.75, LOW: 0.5, AMBIGUOUS: 0 }

/**
 * How far a value can be trusted: a word and a disc that is as full. Props: `confidence` {level, score?, signals?}; with
 * signals it is a button that shows them; `short` leaves the word to screen readers and the tooltip.
 */
export function ConfidenceMark({
  confidence: { level, score, signals },
  short = false,
}: {
  readonly confidence: { readonly level: Level; readonly score?: number; readonly signals?: readonly Signal[] }
  readonly short?: boolean
}) {
  const word = confidenceWord[level]
  const inside = (
    <>
      <Disc level={level} />
      <span class={short ? 'visually-hidden' : ''}>
        {short || signals ? <span class="visually-hidden">Confidence: </span> : null}
        {word}
      </span>
    </>
  )
  if (!signals)
    return (
      <span class="confidence" title={`${word} confidence`}>
        {inside}
      </span>
    )
  const weighty = signals.filter(signal => Math.abs(signal.effect) >= 0.001)
  return (
    <Popover
      label="Why it is as sure as it is"
      button={{
        kind: 'subtle',
        size: 'small',
        class: 'confidence',
        children: inside,
        title: `${word} confidence: why`,
      }}
    >
      {() => (
        <div class="confidence-why">
          <h3>
            {word} confidence{score === undefined ? '' : `: ${Math.round(score * 100)} %`}
          </h3>
          <p class="small quiet">How likely it stays about what it is once late and corrected rows have come.</p>
          <ul>
            {weighty.map(signal => (
              <li key={signal.label}>
                <span class="confidence-effect">
                  {signal.effect > 0 ? '+' : '−'}
                  {(Math.abs(signal.effect) * 100).toFixed(1)}
                </span>
                <span>{signal.text}</span>
              </li>
            ))}
            {weighty.length === 0 && <li>Nothing speaks against it.</li>}
          </ul>
        </div>
      )}
    </Popover>
  )
}

function Disc({ level }: { readonly level: Level }) {
  const full = part[level]
  const angle = full * 2 * Math.PI
  const [x, y] = [6 + 5 * Math.sin(angle), 6 - 5 * Math.cos(angle)]
  return (
    <svg class={`confidence-disc confidence-${level}`} width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      <circle
        cx="6"
        cy="6"
        r="5"
        fill={full === 1 ? 'currentColor' : 'none'}
        stroke="currentColor"
        stroke-width="1.5"
      />
      {full > 0 && full < 1 && <path d={`M6 6V1A5 5 0 ${full > 0.5 ? 1 : 0} 1 ${x} ${y}Z`} fill="currentColor" />}
    </svg>
  )
}
