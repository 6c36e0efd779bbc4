/** Tones made in the page: no file is fetched. A browser lets them sound only after a key or click on this page. */
export class Sound {
  private context: AudioContext | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;

  /** True once the browser lets us sound. */
  get armed(): boolean {
    return this.context?.state === 'running';
  }

  /** Call it from a key or click. */
  arm(): void {
    this.context ??= new AudioContext();
    if (this.context.state === 'suspended') void this.context.resume();
  }

  /** Two falling tones each two seconds, until told to stop. */
  alarm(on: boolean): void {
    if (on && this.timer === undefined) {
      this.twoTones();
      this.timer = setInterval(() => this.twoTones(), 2_000);
    } else if (!on && this.timer !== undefined) {
      clearInterval(this.timer);
      this.timer = undefined;
    }
  }

  /** One soft tone: a message came. */
  attention(): void {
    this.tone(660, 0, 0.15, 0.1);
  }

  private twoTones(): void {
    this.tone(880, 0, 0.35, 0.25);
    this.tone(587, 0.4, 0.35, 0.25);
  }

  private tone(hertz: number, afterS: number, lengthS: number, volume: number): void {
    if (!this.context || !this.armed) return;
    const from = this.context.currentTime + afterS;
    const gain = this.context.createGain();
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(volume, from + 0.02);
    gain.gain.setValueAtTime(volume, from + lengthS - 0.05);
    gain.gain.linearRampToValueAtTime(0, from + lengthS);
    const oscillator = this.context.createOscillator();
    oscillator.frequency.value = hertz;
    oscillator.connect(gain).connect(this.context.destination);
    oscillator.start(from);
    oscillator.stop(from + lengthS);
  }
}
