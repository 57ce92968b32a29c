import { useState } from 'preact/hooks'
import type { ExcelHost } from '../protocol/excel-host.ts'

const networks = [
  ['ok', 'Reachable'],
  ['offline', 'Offline'],
  ['unauthorized', 'Answers 401'],
  ['slow', 'Slow, 3 seconds'],
] as const

/** Switches for what goes wrong in the field. */
export function FaultsPanel({ host }: { host: ExcelHost }) {
  const [network, setNetwork] = useState('ok')
  const [, redraw] = useState(0)
  const { faults } = host
  const choose = async (mode: string) => {
    setNetwork(mode)
    await fetch('faults', { method: 'POST', body: mode })
  }
  const change = (work: () => void) => {
    work()
    redraw(count => count + 1)
  }
  return (
    <section class="side" aria-label="Faults">
      <h2>Faults</h2>
      <fieldset>
        <legend>Excel</legend>
        <label>
          <input
            type="checkbox"
            checked={faults.editingCell}
            onChange={event => {
              const { checked } = event.currentTarget
              change(() => {
                faults.editingCell = checked
              })
            }}
          />
          A cell is being edited
        </label>
        <label>
          <input
            type="checkbox"
            checked={faults.payloadLimit < 1_000_000}
            onChange={event => {
              const { checked } = event.currentTarget
              change(() => {
                faults.payloadLimit = checked ? 20_000 : 5 * 1024 * 1024
              })
            }}
          />
          Batches above 20 kB are too large
        </label>
        <label>
          <input
            type="checkbox"
            checked={faults.delay > 0}
            onChange={event => {
              const { checked } = event.currentTarget
              change(() => {
                faults.delay = checked ? 1_000 : 0
              })
            }}
          />
          Each batch takes a second
        </label>
        <button
          type="button"
          onClick={() =>
            change(() => {
              faults.failNext += 1
            })
          }
        >
          Let the next batch fail{faults.failNext > 0 ? ` (${faults.failNext} to come)` : ''}
        </button>
      </fieldset>
      <fieldset>
        <legend>Server</legend>
        {networks.map(([mode, label]) => (
          <label key={mode}>
            <input type="radio" name="network" checked={network === mode} onChange={() => void choose(mode)} />
            {label}
          </label>
        ))}
      </fieldset>
    </section>
  )
}
