import { expect, test } from 'vitest'
import { deviceText } from '../../../addin/ui/pages/account/device-text.ts'

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const edge =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0'
const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'
const chrome =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36'
const mac =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15'

test.each([
  [firefox, 'Firefox on Windows'],
  [edge, 'Edge on Windows'],
  [safari, 'Safari on iOS'],
  [chrome, 'Chrome on Android'],
  [mac, 'Safari on macOS'],
  ['curl/8.14.1', 'curl'],
  ['', 'Unknown program'],
  [null, 'Unknown program'],
])('a session is told by the browser and system of its own words, or by its program: %s', (userAgent, text) => {
  expect(deviceText(userAgent)).toBe(text)
})
