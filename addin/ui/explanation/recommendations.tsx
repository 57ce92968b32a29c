import type { ExplainQuery } from '../../api/operations/explain-page.gen.ts'
import './explanation.css'

/** Steps that the data suggests, each with what it rests on. Props: `recommendations`. */
export function Recommendations({
  recommendations,
}: {
  readonly recommendations: ExplainQuery['explain']['recommendations']
}) {
  return (
    <ul class="recommendations">
      {recommendations.map(each => (
        <li key={`${each.rule}${each.text}`}>
          <p>{each.text}</p>
          {each.evidence.length > 0 && (
            <details>
              <summary>What it rests on</summary>
              <ul class="evidence">
                {each.evidence.map(line => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}
