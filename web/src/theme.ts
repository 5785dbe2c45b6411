/** Light and dark: as the person chose, else as their system is. */
import { type BrandVariants, createDarkTheme, createLightTheme, type Theme } from '@fluentui/react-components';
import { useSyncExternalStore } from 'react';
import { remember, remembered } from './session/remembered.ts';

export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

/** The blue of the gate in our icon. */
const brand: BrandVariants = {
  10: '#01090d',
  20: '#051c26',
  30: '#082c3b',
  40: '#093a4e',
  50: '#0a4861',
  60: '#0b5674',
  70: '#0b5c7a',
  80: '#0c6a8d',
  90: '#2a7b9b',
  100: '#428da9',
  110: '#5a9fb8',
  120: '#6cc1de',
  130: '#93d5ec',
  140: '#ade0f1',
  150: '#c8ebf6',
  160: '#e6f6fb',
};

const light: Theme = createLightTheme(brand);
const dark: Theme = {
  ...createDarkTheme(brand),
  colorBrandForeground1: brand[120],
  colorBrandForeground2: brand[130],
  colorBrandForegroundLink: brand[120],
  colorBrandForegroundLinkHover: brand[130],
};

const listeners = new Set<() => void>();
const system = globalThis.matchMedia('(prefers-color-scheme: dark)');
system.addEventListener('change', () => tell());

function tell(): void {
  for (const listener of listeners) listener();
}

export function themeChoice(): ThemeChoice {
  return themeChoices.find((each) => each === remembered('theme')) ?? 'system';
}

export function chooseTheme(choice: ThemeChoice): void {
  remember('theme', choice);
  tell();
}

function isDark(): boolean {
  const choice = themeChoice();
  return choice === 'system' ? system.matches : choice === 'dark';
}

export function useTheme(): Theme {
  const shownDark = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, isDark);
  return shownDark ? dark : light;
}
