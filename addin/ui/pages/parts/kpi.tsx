import { Sparkline } from '../../charts/sparkline.tsx'
import { Amount } from '../../components/amount.tsx'
import { Change } from '../../components/change.tsx'
import { ConfidenceMark, type Level } from '../../components/confidence-mark.tsx'
import { type Changed, changeText } from '../../data/number-text.ts'
import './kpi.css'

/** A value of the API as the cards need it. */
export interface KpiValue extends Changed {
  readonly value: number | null
  readonly text: string
  readonly status: 'PUBLISHED' | 'PENDING_REVIEW' | 'REJECTED' | 'CORRECTED'
  readonly coverage: number
  readonly partial: boolean
  readonly confidence: {
    readonly level: Level
    readonly score: number
    readonly signals: readonly { readonly label: string; readonly text: string; readonly effect: number }[]
  }
  readonly metric: { readonly name: string; readonly direction: 'UP' | 'DOWN' | 'BAND' | 'NONE' }
}

/**
 * One number of a period: what it is, what became of it, its last 13 months, how sure it is. Props: `value`, `than`
 * ("from September"), `trend` (newest last), `href` to why.
 */
export function Kpi({
  value,
  than,
  trend,
  href,
}: {
  readonly value: KpiValue
  readonly than: string
  readonly trend?: readonly (number | null)[]
  readonly href?: string | null
}) {
  const compared = changeText(value) !== null
  return (
    <article class="kpi" aria-label={value.metric.name}>
      <header>
        <h2>{value.metric.name}</h2>
        <ConfidenceMark confidence={value.confidence} />
      </header>
      <p class="kpi-value">
        <Amount value={value} />
      </p>
      <div class="kpi-foot">
        <div>
          {compared && <Change value={value} better={value.metric.direction} />}
          <p class="small quiet kpi-than">
            {(compared || value.value !== null) && <span>{compared ? than : 'Nothing to compare with'}</span>}
            {href && value.value !== null && (
              <a href={href} aria-label={`Why: ${value.metric.name}`}>
                Why
              </a>
            )}
          </p>
          {value.coverage < 1 && value.value !== null && (
            <p class="small quiet">Covers {Math.round(value.coverage * 100)} % of the period</p>
          )}
          {value.value !== null && value.status === 'PENDING_REVIEW' && <p class="small quiet">Awaits review</p>}
          {value.status === 'CORRECTED' && <p class="small quiet">Corrected in review</p>}
        </div>
        {trend && <Sparkline values={trend} width={60} height={28} />}
      </div>
    </article>
  )
}
