import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

/**
 * `npm run addin:icons`: draws the PNGs in addin/assets from the SVGs beside them. They are committed, as whoever
 * installs the product has no browser to draw with; needed again only when a drawing changes.
 */
const assets = (name: string) => fileURLToPath(new URL(`../assets/${name}`, import.meta.url))
/** Sizes that Office asks for: 16, 32 and 80 on buttons, 32 and 64 in lists of add-ins, 128 in the store. */
const markSizes = [16, 32, 64, 80, 128]
const buttonSizes = [16, 32, 80]

const drawings = readdirSync(assets('drawings')).filter(name => name !== 'mark-small.svg')
const wanted = [
  ...markSizes.map(size => ({ name: 'icon', size, drawing: size === 16 ? 'drawings/mark-small.svg' : 'mark.svg' })),
  ...drawings.flatMap(file =>
    buttonSizes.map(size => ({ name: file.replace('.svg', ''), size, drawing: `drawings/${file}` })),
  ),
]

const browser = await chromium.launch({
  executablePath: process.argv[2] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--force-color-profile=srgb'],
})
const page = await browser.newPage()
for (const { name, size, drawing } of wanted) {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${readFileSync(assets(drawing), 'utf8')}`,
  )
  writeFileSync(assets(`${name}-${size}.png`), await page.screenshot({ omitBackground: true }))
}
await browser.close()
console.log(`Drew ${wanted.length} icons in addin/assets`)
