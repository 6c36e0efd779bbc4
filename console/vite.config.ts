import { defineConfig } from 'vitest/config';

// The node serves the page under a strict Content-Security-Policy: nothing inline, nothing from elsewhere.
export default defineConfig({
  base: '/',
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    cssCodeSplit: false,
    sourcemap: false,
  },
  test: { include: ['test/**/*.test.ts'], environment: 'node' },
});
