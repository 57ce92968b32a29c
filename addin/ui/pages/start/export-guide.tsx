import { useState } from 'preact/hooks'
import { exportTools } from '../../../app/first-run/export-guide.ts'
import { Card } from '../../components/card.tsx'
import { Tabs } from '../../components/tabs.tsx'
import { datasetTitles } from '../uploads/dataset-titles.ts'

/** What to export from which tool. */
export function ExportGuide() {
  const [key, setKey] = useState(exportTools[0]?.key ?? '')
  const tool = exportTools.find(each => each.key === key)
  return (
    <Card
      title="What to export from where"
      note="As CSV or XLSX, with the headings the tool writes. The last 12 months are a good start. Menus differ between versions of a tool."
    >
      <Tabs
        label="Your tool"
        selected={key}
        onSelect={setKey}
        tabs={exportTools.map(each => ({ key: each.key, label: each.name }))}
      >
        <ul>
          {tool?.steps.map(({ dataset, how }) => (
            <li class="list-line" key={how}>
              <span>
                <strong>{datasetTitles[dataset]}</strong>: {how}
              </span>
            </li>
          ))}
        </ul>
      </Tabs>
    </Card>
  )
}
