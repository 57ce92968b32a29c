import type { Explanation } from '../../../app/explain/read-explanation.ts'
import { Waterfall } from '../../charts/waterfall.tsx'
import { ConfidenceMark } from '../../components/confidence-mark.tsx'
import { compactText, wholeText } from '../../data/number-text.ts'

/** Why a value is what it is: in a sentence, as a waterfall, with what it rests on and what to do. */
export function ExplanationView({ explanation }: { readonly explanation: Explanation }) {
  const { metric, sentence, value, baseline, drivers, currency, period, baselinePeriod, confidence } = explanation
  const whole = (number: number | null) => (number === null ? 'no value' : wholeText(number, metric.unit, currency))
  return (
    <>
      <p>{sentence}</p>
      <Waterfall
        title={`${metric.name}: ${baselinePeriod?.label ?? 'compared with'} to ${period.label}`}
        from={{ label: baselinePeriod?.label ?? 'Compared with', value: baseline, text: whole(baseline) }}
        to={{ label: period.label, value, text: whole(value) }}
        steps={drivers.map(({ key, label, contribution, contributionText }) => ({
          key,
          label,
          contribution,
          text: contributionText.replace(' points', ' pts'),
        }))}
        residual={{ value: explanation.residual, text: whole(explanation.residual) }}
        format={number => compactText(number, metric.unit, currency)}
      />
      <div class="pane-row">
        <span class="quiet">Confidence</span>
        <ConfidenceMark confidence={confidence} />
      </div>
      {explanation.recommendations.length > 0 && (
        <details class="pane-more" open>
          <summary>What to do</summary>
          <ul class="pane-issues small">
            {explanation.recommendations.map(({ rule, text }) => (
              <li key={`${rule} ${text}`}>{text}</li>
            ))}
          </ul>
        </details>
      )}
      <DriverDetails drivers={drivers} />
      {explanation.assumptions.length > 0 && (
        <details class="pane-more">
          <summary>What is taken for granted</summary>
          <ul class="pane-issues small">
            {explanation.assumptions.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function DriverDetails({ drivers }: Pick<Explanation, 'drivers'>) {
  const told = drivers.filter(driver => driver.children.length > 0 && driver.contribution !== 0)
  if (told.length === 0) return null
  return (
    <details class="pane-more">
      <summary>What drivers are made of</summary>
      <table class="pane-table small">
        <caption class="visually-hidden">Parts of the drivers</caption>
        <tbody>
          {told.map(driver => [
            <tr key={driver.key}>
              <th scope="row">{driver.label}</th>
              <td class="number">{driver.contributionText}</td>
            </tr>,
            ...driver.children.map(child => (
              <tr key={`${driver.key}/${child.key}`}>
                <th scope="row" class="pane-part">
                  {child.label}
                </th>
                <td class="number">{child.contributionText}</td>
              </tr>
            )),
          ])}
        </tbody>
      </table>
    </details>
  )
}
