import { expect, test } from 'vitest';
import { nearest, suggestion } from '../../src/records/nearest.js';

const ids = ['published/firewall-allow-all', 'published/firewall-ip-added', 'published/new-app-access'];

test('finds the name that was most likely meant', () => {
  expect(nearest('published/firewall-alow-all', ids)).toBe('published/firewall-allow-all');
  expect(nearest('publised/new-app-acess', ids)).toBe('published/new-app-access');
  expect(nearest('rnu', ['run', 'list'])).toBe('run');
});

test('guesses nothing when no name is near', () => {
  expect(nearest('zzz', ids)).toBeNull();
  expect(nearest('x'.repeat(10_000), ids)).toBeNull();
  expect(nearest('run', [])).toBeNull();
  expect(suggestion('zzz', ids)).toBe('');
});

test('puts its guess as a question', () => {
  expect(suggestion('lst', ['run', 'list'])).toBe(' Did you mean list?');
});
