import type { Quality } from '../../../app/upload/upload-outcome.ts'

/** How good the sheet is, by measure, and what would raise it most. */
export function QualityFacts({ quality: { score, dimensions, recommendations } }: { readonly quality: Quality }) {
  return (
    <details class="pane-more">
      <summary>Quality {Math.round(score)} of 100</summary>
      <div class="pane-stack small">
        <table class="pane-table">
          <caption class="visually-hidden">Measures of quality</caption>
          <thead>
            <tr>
              <th scope="col">Measure</th>
              <th scope="col" class="number">
                Score
              </th>
            </tr>
          </thead>
          <tbody>
            {dimensions.map(({ name, score: part, formula }) => (
              <tr key={name}>
                <th scope="row" title={formula}>
                  {name.replaceAll('_', ' ')}
                </th>
                <td class="number">{Math.round(part * 10) / 10}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {recommendations.map(text => (
          <p key={text}>{text}</p>
        ))}
      </div>
    </details>
  )
}
