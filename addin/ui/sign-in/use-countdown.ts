import { useEffect, useState } from 'preact/hooks'

/** Counts down from so many seconds, anew for each `start`. */
export function useCountdown(from: number, start: unknown): number {
  const [left, setLeft] = useState(from)
  useEffect(() => {
    setLeft(from)
    if (from <= 0) return
    const timer = setInterval(() => setLeft(seconds => Math.max(0, seconds - 1)), 1000)
    return () => clearInterval(timer)
  }, [start])
  return left
}
