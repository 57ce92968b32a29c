import { claims } from '../objects/claims.ts'
import '../objects/workbook-object.ts'

const names = { documentation: 'Documented', types: 'Shape only', assumption: 'Assumed' } as const

/** Everything that this spreadsheet claims about Excel, and how sure that is. */
export function ProvenancePanel() {
  const all = claims()
  const count = (kind: keyof typeof names) => all.filter(({ provenance }) => provenance === kind).length
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls and has no controls is reached by the keyboard so.
    <section class="side" aria-label="Provenance" tabIndex={0}>
      <h2>What is known of Excel</h2>
      <p class="quiet">
        {count('documentation')} documented, {count('types')} known by shape, {count('assumption')} assumed. Only real
        Excel can tell about the last two.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Member</th>
            <th scope="col">Known by</th>
          </tr>
        </thead>
        <tbody>
          {all.map(({ member, provenance, note }) => (
            <tr key={member} class={provenance}>
              <td>
                {member}
                {note && <div class="quiet">{note}</div>}
              </td>
              <td>{names[provenance]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
