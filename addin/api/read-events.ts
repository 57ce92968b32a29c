/** Server-sent events of a response body, one at a time: its name and data. Comments and empty events are left out. */
export async function* readEvents(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<{ readonly event: string; readonly data: string }> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      const blocks = (rest + value).split(/\r?\n\r?\n/)
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const lines = block.split(/\r?\n/)
        const field = (name: string) =>
          lines.filter(line => line.startsWith(`${name}:`)).map(line => line.slice(name.length + 1).replace(/^ /, ''))
        const event = field('event')[0] ?? 'message'
        const data = field('data').join('\n')
        if (data !== '' || event === 'complete') yield { event, data }
      }
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}
