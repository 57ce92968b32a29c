import { createApi } from '../api/create-api.ts'
import { memoryKeeper } from '../api/kept-session.ts'
import { startFunctions } from './start-functions.ts'

// /addin/functions.js, the script that the manifest must name beside the page. An Excel with a shared runtime runs the
// functions in the task pane's page and never loads this; one that did has nobody signed in here, and cells say so.
const { api, session } = createApi({
  origin: '',
  fetch: (address, init) => fetch(address, init),
  tokens: memoryKeeper(),
})
startFunctions({ api, session }).ready()
