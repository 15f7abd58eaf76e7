// What a person sees and does, through the screen: keys, the mouse, and pictures of it that are kept.
// A machine may be slow, and a key that comes too early is lost: nothing is done that would undo itself when it is done twice.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openWindow } from './vscode.mjs';

const WAIT = 60_000; // until something counts as missing
const SOON = 5_000; // until it is worth another try
const EDITOR = '.part.editor';
const PROBLEMS = 'Problems: Focus on Problems View';

/** Runs all checks in one window; answers with counts and the names of those that failed, of which each leaves a picture. */
export async function testScreen({ browser, vscode, folder, out, outside }) {
  const { page, go, close } = await openWindow(browser, vscode, `folder=${folder}`, outside);
  const counts = { passed: 0, failed: 0, names: [] };
  const ui = interfaceOf(page, out, folder);
  const check = async (name, action) => {
    const started = Date.now();
    try {
      await action();
      counts.passed += 1;
      console.log(`ok    screen: ${name} (${Date.now() - started} ms)`);
    } catch (error) {
      counts.failed += 1;
      counts.names.push(`screen: ${name}`);
      console.log(`FAIL  screen: ${name} (${Date.now() - started} ms)\n${String(error.stack).split('\n').slice(0, 12).join('\n')}`);
      await page.screenshot({ path: join(out, `failed-${name.replace(/\W+/g, '-')}.png`) }).catch(console.log);
    }
    await ui.tidyUp().catch((error) => console.log(`note  screen: after ${name}: ${error.message.split('\n')[0]}`));
  };
  await go();
  await page.locator('.monaco-workbench').waitFor({ timeout: WAIT });
  await checks(check, ui, page, vscode);
  await close();
  return counts;
}

async function checks(check, ui, page, vscode) {
  await check('a mistake is underlined', async () => {
    await ui.open('image.json');
    await ui.visible('.squiggly-error');
  });

  await check("a command turns VS Code's own schema off", async () => {
    await ui.command(PROBLEMS);
    const complaint = page.locator('.markers-panel .monaco-list-row', { hasText: 'Unable to load schema' });
    await complaint.first().waitFor({ timeout: WAIT });
    await ui.command("Image Builder: Turn Off VS Code's Schema");
    await complaint.first().waitFor({ state: 'detached', timeout: WAIT });
    await ui.command('Notifications: Clear All Notifications');
  });

  await check('Problems names the rule, as a link', async () => {
    await ui.command(PROBLEMS);
    const row = page.locator('.markers-panel .monaco-list-row', { hasText: '`Shell` runs on Linux only' });
    await row.first().waitFor({ timeout: WAIT });
    const link = row.locator('a.code-link, a', { hasText: 'os-mismatch-customizer' }).first();
    await link.waitFor({ timeout: WAIT });
    await ui.goTo('"type": "Shell"');
    await ui.picture('problems');
  });

  await check('expressions are coloured inside strings', async () => {
    await ui.goTo('"outputName": ');
    const line = page.locator('.view-line', { hasText: 'outputName' }).first();
    const part = (text) => line.locator('span span', { hasText: text }).last();
    const colour = (text) => part(text).evaluate((span) => getComputedStyle(span).color, undefined, { timeout: SOON });
    await ui.eventually(async () => {
      const [name, word] = [await colour('concat'), await colour("'-gallery'")];
      if (name === word) throw new Error(`a function and a text have the same colour ${name}`);
    });
    await ui.picture('expressions');
  });

  await check('hover explains a section', async () => {
    await ui.hover('"restartTimeout"', /WindowsRestart|restart/i);
    await ui.picture('hover', EDITOR);
  });

  await check('the quick fix mends the file', async () => {
    await ui.eventually(async () => {
      await page.keyboard.press('Escape');
      await ui.goTo('"powershell"', 2);
      await page.keyboard.press('Control+.');
      await ui.visible('.action-widget .monaco-list-row.focused', 'Change to `PowerShell`', SOON);
    });
    await ui.picture('quick-fix', EDITOR);
    await page.keyboard.press('Enter'); // the first one; a menu that is not drawn yet lets nobody click
    await ui.visible('.view-line', '"PowerShell"');
    await ui.save('image.json', (text) => text.includes('"type": "PowerShell"'));
  });

  await check('the outline shows the phases', async () => {
    await ui.eventually(async () => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+Shift+O');
      await ui.visible('.quick-input-list .monaco-list-row', /source/, SOON);
      await ui.visible('.quick-input-list .monaco-list-row', /install/, SOON);
    });
    await ui.picture('outline');
  });

  await check('the status item tells the server and its Python', async () => {
    await ui.eventually(async () => {
      await ui.mouseAway();
      await page.locator('.statusbar-item[id="status.languageStatus"]').hover({ timeout: SOON });
      await ui.visible('.monaco-hover:visible', /Azure Image Builder/, SOON);
      await ui.visible('.monaco-hover:visible', /Python 3\.\d+/, SOON);
    });
    await ui.picture('status');
  });

  await check('accepted completions leave valid JSON', async () => {
    await ui.open('web.json');
    for (const [place, typed, label] of [
      ['"type": ""', '', 'Shell'],
      ['"name": ""', 'westeu', 'westeurope'],
      ['"storageAccountType": ""', '', 'Standard_ZRS'],
    ]) {
      await ui.goTo(place, place.length - 1);
      if (typed) await page.keyboard.type(typed);
      const row = page.locator('.suggest-widget.visible .monaco-list-row', { hasText: label }).first();
      await ui.eventually(async () => {
        await page.keyboard.press('Escape'); // a second Control+Space would hide the list's details
        await page.keyboard.press('Control+Space');
        await row.waitFor({ timeout: SOON });
      });
      if (label === 'Shell') {
        const first = await page.locator('.suggest-widget.visible .monaco-list-row').first().getAttribute('aria-label');
        if (!first?.startsWith('Shell')) throw new Error(`the first suggestion is ${first}`);
        await ui.picture('completion', EDITOR);
      }
      await row.click();
      await ui.visible('.view-line', `"${label}"`);
    }
    const made = JSON.parse(await ui.save('web.json', (text) => text.includes('Standard_ZRS')));
    const region = made.properties.distribute[0].targetRegions[0];
    const found = [made.properties.customize[0].type, region.name, region.storageAccountType];
    if (String(found) !== 'Shell,westeurope,Standard_ZRS') throw new Error(String(found));
  });

  await check('a command starts a template', async () => {
    await ui.command('Image Builder: New Image Template');
    const choice = page.locator('.quick-input-list .monaco-list-row', { hasText: 'Linux' }).first();
    await choice.waitFor({ timeout: WAIT });
    await ui.picture('new-template');
    await choice.click({ timeout: WAIT });
    await ui.visible('.view-line', 'PlatformImage');
  });

  await check('a rule is explained', async () => {
    const rule = 'os-mismatch-customizer';
    await ui.open('image.json');
    await ui.eventually(async () => { // the rules to choose from are those that have spoken
      await ui.command('Image Builder: Explain a Rule');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: rule }).first().click({ timeout: SOON });
    });
    await ui.visible('.tab.active', rule);
    await ui.eventually(async () => { // the preview draws itself in a frame of its own
      const titles = page.frames().map((frame) => frame.locator('h1', { hasText: rule }).count());
      if (!(await Promise.all(titles)).some(Boolean)) throw new Error(`no preview of ${rule}`);
    });
    await ui.picture('rule');
  });

  await check('hover speaks Chinese where the setting says so', async () => {
    vscode.settings({ 'aiblsp.locale': 'zh-cn' });
    await ui.open('image.json');
    await ui.hover('"restartTimeout"', /[\u4e00-\u9fff]/);
    await ui.picture('hover-zh-cn', EDITOR);
    vscode.settings();
  });

  await check('the walkthrough opens', async () => {
    await ui.command('View: Close Primary Side Bar'); // room for the page beside the steps
    await ui.command('Welcome: Open Walkthrough...');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Azure Image Builder' }).first().click({ timeout: WAIT });
    await ui.visible('.getting-started-step', 'Open a template');
    await ui.picture('walkthrough');
  });

  await check('a missing Python is told, with buttons', async () => {
    vscode.settings({ 'aiblsp.interpreter': ['/nonexistent/python'] });
    await ui.eventually(async () => {
      await ui.command('Notifications: Show Notifications'); // a VS Code under test shows none by itself
      await ui.visible('.notifications-center .notification-list-item', 'needs Python 3.11', SOON);
      await ui.visible('.notifications-center .monaco-button', 'Select Interpreter', SOON);
    });
    await ui.picture('no-python');
    vscode.settings();
  });
}

function interfaceOf(page, out, folder) {
  const input = page.locator('.quick-input-widget input[type="text"]').first();
  const text = (name) => readFileSync(join(folder, name), 'utf8');
  const visible = (selector, hasText, timeout = WAIT) => page.locator(selector, hasText && { hasText }).first().waitFor({ timeout });
  let current;

  /** Does something that may be done twice, until it succeeds. */
  const eventually = async (action) => {
    for (const started = Date.now(); ; await sleep(200)) {
      try {
        return await action();
      } catch (error) {
        if (Date.now() - started > WAIT) throw error;
      }
    }
  };
  const ask = async (keys, words) => {
    await page.keyboard.press(keys);
    await input.waitFor({ timeout: SOON });
    await input.fill(words, { timeout: SOON });
  };
  const ui = {
    eventually,
    visible,
    open(name) {
      current = name;
      return eventually(async () => {
        await page.locator('.explorer-folders-view .label-name').getByText(name, { exact: true }).dblclick({ timeout: SOON });
        await page.locator('.tab.active', { hasText: name }).waitFor({ timeout: SOON });
      });
    },
    command: (title) =>
      eventually(async () => {
        await ask('F1', `>${title}`);
        const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title.split(': ')[1] }).first();
        await row.click({ timeout: SOON });
      }),
    /** Puts the cursor into the words, as they are in the file on disk. */
    async goTo(words, into = 1) {
      const before = text(current).split(words);
      if (before.length < 2) throw new Error(`${words} is not in ${current}`);
      const lines = before[0].split('\n');
      const [line, column] = [lines.length, lines.at(-1).length + 1 + into];
      await eventually(async () => {
        await ask('Control+G', `:${line}:${column}`);
        await page.keyboard.press('Enter');
        await page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` }).waitFor({ timeout: SOON });
      });
    },
    /** Has the words explained, until the explanation holds what is expected. */
    hover: (words, expected) =>
      eventually(async () => {
        await ui.mouseAway();
        await page.keyboard.press('Escape');
        await ui.goTo(words, 3);
        await page.keyboard.press('Control+K');
        await page.keyboard.press('Control+I');
        await visible('.monaco-hover:visible', expected, SOON);
      }),
    mouseAway: () => page.mouse.move(200, 15), // to the title bar, where nothing speaks
    /** Saves a file until it is as it should be; answers with its text. */
    save: (name, ready) =>
      eventually(async () => {
        await page.keyboard.press('Control+S');
        for (let tries = 0; tries < 30; tries++, await sleep(100)) if (ready(text(name))) return text(name);
        throw new Error(`${name} was not written as it should be:\n${text(name)}`);
      }),
    async picture(name, part = '.monaco-workbench') {
      await sleep(300); // what fades in has done so
      await page.locator(part).first().screenshot({ path: join(out, `${name}.png`) });
    },
    /** Closes what a check has opened around the editor. */
    async tidyUp() {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      if (await page.locator('.part.panel').isVisible()) await ui.command('View: Hide Panel');
      if (!(await page.locator('.part.sidebar').isVisible())) await ui.command('View: Show Explorer');
    },
  };
  return ui;
}
