import { useState } from 'preact/hooks'
import { datasets } from '../../../api/operations/upload.gen.ts'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { ProblemBar } from '../../components/message-bar.tsx'
import { useApp } from '../../data/app-context.ts'
import { QueryView } from '../../data/query-view.tsx'
import { useQuery } from '../../data/use-query.ts'
import { downloadIcon } from '../../icons/icons.ts'
import { saveBlob } from './save-blob.ts'
import './template-links.css'

/** Templates for what is typed by hand. */
export function TemplateLinks() {
  const { api } = useApp()
  const query = useQuery(datasets, {})
  const [error, setError] = useState<unknown>(null)
  const download = async (path: string) => {
    setError(null)
    try {
      const { name, blob } = await api.download(path)
      saveBlob(blob, name)
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <Card
      title="Templates"
      note="Only where a tool exports nothing: headings of your own are understood as they are. Each template says what goes into which column."
    >
      {error !== null && <ProblemBar error={error} />}
      <QueryView query={query}>
        {data => (
          <ul class="template-list">
            {data.datasets.map(({ kind, title, description, templateCsv, templateXlsx }) => (
              <li key={kind}>
                <div>
                  <strong>{title}</strong>
                  <p class="small quiet">{description}</p>
                </div>
                <div class="row-line">
                  {[templateXlsx, templateCsv].map(path => {
                    const kindOfFile = path.endsWith('xlsx') ? 'XLSX' : 'CSV'
                    return (
                      <Button
                        key={path}
                        size="small"
                        icon={downloadIcon}
                        aria-label={`Template of ${title} as ${kindOfFile}`}
                        onClick={() => void download(path)}
                      >
                        {kindOfFile}
                      </Button>
                    )
                  })}
                </div>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </Card>
  )
}
