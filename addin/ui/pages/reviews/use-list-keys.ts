import { useEffect } from 'preact/hooks'

/** j and k move the focus down and up the rows of the page's table; not while something is typed. */
export function useListKeys(rowCount: number): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.key !== 'j' && event.key !== 'k') || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.target instanceof Element && event.target.closest('input, select, textarea, dialog')) return
      const links = [...document.querySelectorAll<HTMLAnchorElement>('main tbody th a')]
      const at = links.indexOf(document.activeElement as HTMLAnchorElement)
      const next = at < 0 ? 0 : at + (event.key === 'j' ? 1 : -1)
      links[Math.max(0, Math.min(links.length - 1, next))]?.focus()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [rowCount])
}
