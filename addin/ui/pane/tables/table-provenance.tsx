import { useEffect, useState } from 'preact/hooks'
import { readCatalogue } from '../../../app/metrics/catalogue.ts'
import { describeTable } from '../../../app/tables/describe-table.ts'
import type { PulledTable } from '../../../workbook/workbook.ts'
import { useApp } from '../../data/app-context.ts'

/** Where a table comes from, in words. Names of metrics are the server's; their keys until it has answered. */
export function TableProvenance({ table }: { readonly table: PulledTable }) {
  const { api } = useApp()
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map())
  useEffect(() => {
    const controller = new AbortController()
    readCatalogue(api, { signal: controller.signal }).then(
      metrics => setNames(new Map(metrics.map(({ key, name }) => [key, name]))),
      // Keys are names too.
      () => undefined,
    )
    return () => controller.abort()
  }, [])
  return (
    <dl class="pane-facts small">
      {describeTable(table, key => names.get(key) ?? key).map(({ label, text }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
