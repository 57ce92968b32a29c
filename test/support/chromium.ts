import { existsSync } from 'node:fs'

/** Where a Chromium is on this machine; undefined: browser tests are skipped, and say so. */
export const chromiumPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
)

if (chromiumPath === undefined)
  console.warn('Browser tests are skipped: no Chromium was found (apt-get install chromium).')
