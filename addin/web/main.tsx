import { render } from 'preact'
import { createApi } from '../api/create-api.ts'
import { tabKeeper } from '../api/tab-keeper.ts'
import { AppContext, createApp } from '../ui/data/app-context.ts'
import { readPageSettings } from '../ui/data/page-settings.ts'
import { Shell } from '../ui/shell/shell.tsx'
import '../ui/tokens/theme.ts'
import { routes } from './routes.ts'

const { api, session } = createApi({
  origin: location.origin,
  fetch: (address, init) => fetch(address, init),
  tokens: tabKeeper(),
})
const app = createApp({ api, session, settings: readPageSettings() })
const root = document.getElementById('root')
if (!root) throw new Error('Starting: the page has no element #root')
render(
  <AppContext value={app}>
    <Shell routes={routes} />
  </AppContext>,
  root,
)
