// `npm ci` ends and `npm start` and `npm run demo` begin here: the pages are built where sources have changed.
// Plain JavaScript, as the Node that runs it may be too old for TypeScript: without development dependencies there is
// nothing to build with, and the server serves the build that was brought along.
import { existsSync } from 'node:fs'

const at = path => new URL(`../../${path}`, import.meta.url)
const built = existsSync(at('addin/dist/build.json'))

if (existsSync(at('node_modules/vite')))
  try {
    await import('./build.ts')
  } catch (error) {
    console.error(error)
    // No reason not to install or start: the server answers everything else, and says at / what is missing.
    console.error(
      `Building the web page and the add-in failed, see above. ${built ? 'The build of before is served' : 'GraphQL works without them'}; "npm run build" tries again.`,
    )
  }
else if (!built)
  console.warn(
    'The web page and the add-in are not built, and cannot be without development dependencies: run "npm ci" elsewhere and copy its addin/dist here. GraphQL works all the same.',
  )
