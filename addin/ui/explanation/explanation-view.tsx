import type { ExplainQuery } from '../../api/operations/explain-page.gen.ts'
import { Waterfall } from '../charts/waterfall.tsx'
import { ConfidenceMark } from '../components/confidence-mark.tsx'
import { compactText, contributionText, unbroken, wholeText } from '../data/number-text.ts'
import { periodText } from '../data/period-text.ts'
import { driverName } from './driver-name.ts'
import { DriverTable } from './driver-table.tsx'
import { Recommendations } from './recommendations.tsx'
import './explanation.css'

export type Explanation = ExplainQuery['explain']

/**
 * Why a value is what it is: the sentence, the waterfall from one side to the other, and on request every driver, what was
 * assumed and what to do. Props: `explanation`, `brief` (sentence, waterfall and recommendations only), `baselineLabel`.
 */
export function ExplanationView({
  explanation,
  brief = false,
  baselineLabel,
}: {
  readonly explanation: Explanation
  readonly brief?: boolean
  readonly baselineLabel?: string
}) {
  const { metric, currency, value, baseline, drivers, residual, confidence, assumptions, recommendations } = explanation
  const text = (number: number | null) => (number === null ? '–' : wholeText(number, metric.unit, currency))
  const from =
    baselineLabel ?? (explanation.baselinePeriod ? periodText(explanation.baselinePeriod.label) : 'Compared with')
  return (
    <div class="explanation">
      <p class="explanation-sentence">{unbroken(explanation.sentence)}</p>
      <Waterfall
        title={`${metric.name}: what the difference comes from`}
        from={{ label: from, value: baseline, text: text(baseline) }}
        to={{ label: periodText(explanation.period.label), value, text: text(value) }}
        steps={drivers.map(driver => ({
          key: driver.key,
          label: driverName(driver.label),
          contribution: driver.contribution,
          text: driver.contributionText,
        }))}
        residual={{ value: residual, text: String(residual) }}
        format={number => compactText(number, metric.unit, currency)}
        say={number => contributionText(number, metric.unit, currency)}
        note={<WhatAddsUp explanation={explanation} />}
      />
      {!brief && (
        <DriverTable drivers={drivers} unit={metric.unit} sides={[from, periodText(explanation.period.label)]} />
      )}
      {recommendations.length > 0 && (
        <section class="explanation-part" aria-label="What to do">
          <h3>What to do</h3>
          <Recommendations recommendations={recommendations} />
        </section>
      )}
      {!brief && (
        <section class="explanation-part" aria-label="How sure it is">
          <h3>How sure it is</h3>
          <ConfidenceMark confidence={confidence} />
          {assumptions.length > 0 && (
            <ul class="assumptions evidence">
              {assumptions.map(each => (
                <li key={each.code}>{each.text}</li>
              ))}
            </ul>
          )}
        </section>
      )}
    </div>
  )
}

function WhatAddsUp({ explanation: { residual, drivers, portfolio } }: { readonly explanation: Explanation }) {
  const moving = drivers.filter(driver => driver.contribution !== 0).length
  const sum = residual === 0 ? 'add up to the difference exactly' : 'do not add up to the difference'
  const still = drivers.length - moving
  return (
    <>
      {moving === 1 ? '1 driver makes up the difference exactly' : `${moving} drivers ${sum}`}
      {still > 0 && `; ${still} did not change`}
      {portfolio && `; compared with ${portfolio.clientCount} other clients`}.
    </>
  )
}
