import { useState } from 'preact/hooks'
import { holdings } from '../../../api/operations/start.gen.ts'
import { createFirstFiles, type FirstFiles } from '../../../app/first-run/first-files.ts'
import { Card } from '../../components/card.tsx'
import { MessageBar } from '../../components/message-bar.tsx'
import { type App, useApp } from '../../data/app-context.ts'
import { QueryView } from '../../data/query-view.tsx'
import { useQuery } from '../../data/use-query.ts'
import { useStore } from '../../pane/use-store.ts'
import { PageHead } from '../parts/page-head.tsx'
import { DropZone } from '../uploads/drop-zone.tsx'
import { TemplateLinks } from '../uploads/template-links.tsx'
import { ExportGuide } from './export-guide.tsx'
import { FileList } from './file-list.tsx'
import { FirstInsights } from './first-insights.tsx'
import { HoldingList } from './holding-list.tsx'
import { lookAtFile } from './look-at-file.ts'
import '../uploads/parts.css'

const kept = new WeakMap<App, FirstFiles>()

/** From an empty installation to the first insight: what to export, drop it all, see what it says. */
export function StartPage() {
  const app = useApp()
  const files = kept.get(app) ?? createFirstFiles()
  kept.set(app, files)
  const state = useStore(files)
  const query = useQuery(holdings, {})
  const [sending, setSending] = useState(false)
  const mayUpload = app.can('data:write')
  const add = async (dropped: readonly File[]) => {
    const datasets = query.data?.datasets ?? []
    for (const file of dropped) files.add([await lookAtFile(file, datasets)])
  }
  const send = async () => {
    setSending(true)
    await files.send(app.api, async () => {
      await app.refreshViewer()
      query.reload()
    })
    setSending(false)
  }
  const stored = state.files.some(({ state: each }) => each === 'stored')
  return (
    <div class="page">
      <PageHead
        title="Start"
        note="Export what you have, drop the files in any order, and see which clients make money. Nothing leaves this server."
      />
      {mayUpload ? (
        <Card title="1. Drop your exports">
          <DropZone onFiles={dropped => void add(dropped)} compact={state.files.length > 0}>
            {state.files.length === 0 ? (
              <>
                <p>
                  <strong>Drop CSV or XLSX files here</strong>, all at once, as your tools wrote them.
                </p>
                <p class="quiet">Clients, invoices, time and licenses make margins; the others add to them.</p>
              </>
            ) : (
              <p class="quiet">Drop more files anywhere on this page.</p>
            )}
          </DropZone>
          {state.files.length > 0 && <FileList files={files} sending={sending} onSend={() => void send()} />}
        </Card>
      ) : (
        <MessageBar title="Your role does not upload.">
          Ask an owner, administrator or analyst to bring the data; results appear here for you.
        </MessageBar>
      )}
      <FirstInsights show={stored && !sending} />
      <QueryView query={query} height={200}>
        {data => <HoldingList holdings={data} />}
      </QueryView>
      <ExportGuide />
      {mayUpload && <TemplateLinks />}
    </div>
  )
}
