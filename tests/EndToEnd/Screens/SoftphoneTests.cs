using System.Text.Json;
using Microsoft.Playwright;
using OrleansSms.EndToEnd.Stage;
using OrleansSms.TestKit.Processes;
using static Microsoft.Playwright.Assertions;

namespace OrleansSms.EndToEnd.Screens;

/// <summary>
/// Calls in the browser. The carrier's script is replaced at its border by one that rings when the simulated carrier does: how browsers
/// and the carrier speak to each other is theirs. All the rest is real.
/// </summary>
[Collection(nameof(Conversing))]
public sealed class SoftphoneTests(SharedInstallation shared, Browser browser)
{
    /// <summary>Picks up and stays.</summary>
    private const string Anna = "+15002400006";

    private static readonly Dictionary<string, string> Keyed = new()
    {
        ["Twilio__ApiKeySid"] = "SK77777777777777777777777777777777",
        ["Twilio__ApiKeySecret"] = "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk1",
    };

    /// <summary>A microphone that can be forbidden, two loudspeakers, and a count of what is heard.</summary>
    private const string Room = """
        window.stage = { denied: true, devices: [], sounds: 0 };
        navigator.mediaDevices.getUserMedia = async () => { if (window.stage.denied) throw new DOMException('no', 'NotAllowedError'); return { getTracks: () => [] }; };
        navigator.mediaDevices.enumerateDevices = async () => [{ kind: 'audioinput', deviceId: 'm1', label: 'Desk microphone' }, { kind: 'audiooutput', deviceId: 's1', label: 'Headset' }];
        window.AudioContext = class { state = 'running'; currentTime = 0; destination = {};
          createOscillator() { window.stage.sounds += .5; return { frequency: {}, connect: x => x, start() {}, stop() {} }; }
          createGain() { return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: x => x }; } };
        """;

    private const string Script = """
        class Emitter { heard = {}; on(name, f) { (this.heard[name] ??= []).push(f); } emit(name, ...what) { for (const f of this.heard[name] ?? []) f(...what); } removeAllListeners() { this.heard = {}; } }
        class Call extends Emitter {
          digits = ''; muted = false;
          constructor(sid, from) { super(); this.parameters = { CallSid: sid, From: from }; }
          async accept() { await window.carrierDoes(this.parameters.CallSid, 'answer'); this.emit('accept', this); }
          async disconnect() { await window.carrierDoes(this.parameters.CallSid, 'hangup'); this.emit('disconnect', this); }
          reject() { this.emit('reject'); }
          mute(muted) { this.muted = muted; this.emit('mute', muted, this); }
          sendDigits(digits) { this.digits += digits; }
        }
        export class Device extends Emitter {
          static isSupported = true;
          state = 'unregistered'; tokens = [];
          audio = { isOutputSelectionSupported: true, sink: '', input: '', incoming() {}, outgoing() {}, disconnect() {},
            speakerDevices: { set: async id => { this.audio.sink = id; } }, setInputDevice: async id => { this.audio.input = id; }, unsetInputDevice: async () => { this.audio.input = ''; } };
          constructor(token) { super(); this.tokens.push(token); window.stage.devices.push(this); }
          async register() { this.state = 'registered'; this.emit('registered'); }
          updateToken(token) { this.tokens.push(token); }
          destroy() { this.state = 'destroyed'; }
          ring(sid, from) { this.call = new Call(sid, from); this.emit('incoming', this.call); }
        }
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_talks_in_the_browser_both_ways_and_is_told_what_keeps_it_from_working()
    {
        await using var installation = await Installation.Start(shared.Postgres, Cancellation, settings => settings with { More = Keyed });
        await installation.Carrier.Order("keys", new { sid = Keyed["Twilio__ApiKeySid"], secret = Keyed["Twilio__ApiKeySecret"] }, Cancellation);
        await Webhook.To(installation.Silo).Receive(Webhook.Text(Anna, "Call me, please"));
        var id = Assert.Single(await installation.Api.With(Anna)).Text("id")!;

        await browser.Visit(installation.Silo, async screen =>
        {
            var (page, context) = (screen.Page, screen.Page.Context);
            await context.AddInitScriptAsync(Room);
            await context.ExposeFunctionAsync("carrierDoes", async (string sid, string what) =>
            {
                await installation.Carrier.Order($"calls/{sid}/event", new { @event = what }, Cancellation);
                return true;
            });

            // What the build made of the carrier's package has what ours takes of it, and is not loaded before somebody wants it.
            await screen.GoTo("/settings/profile");
            await Expect(page.GetByLabel("Ring in this browser")).Not.ToBeCheckedAsync();
            Assert.False(await page.EvaluateAsync<bool>("performance.getEntriesByType('resource').some(one => one.name.includes('voice-sdk'))"));
            Assert.True(await page.EvaluateAsync<bool>("""
                async () => { const { Device } = await import('/_content/OrleansSms.Web/js/voice-sdk.js');
                  return Device.isSupported && ['on', 'register', 'updateToken', 'destroy', 'removeAllListeners'].every(name => typeof Device.prototype[name] === 'function'); }
                """));
            await context.RouteAsync("**/js/voice-sdk.js", route => route.FulfillAsync(new() { ContentType = "text/javascript", Body = Script }));

            await screen.GoTo("/settings/profile");
            await page.GetByLabel("Ring in this browser").CheckAsync();
            var trouble = page.Locator("[data-phone-trouble]");
            await Expect(trouble).ToContainTextAsync("This browser may not use your microphone.");
            await Accessibility.Holds(screen);
            await page.EvaluateAsync("window.stage.denied = false");
            await trouble.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
            await Expect(page.Locator("#browser-state")).ToHaveTextAsync("Calls ring here.");
            await Expect(trouble).ToHaveCountAsync(0);
            var client = "client:" + await page.EvaluateAsync<string>("JSON.parse(atob(window.stage.devices[0].tokens[0].split('.')[1].replaceAll('-', '+').replaceAll('_', '/'))).grants.identity");
            await installation.Carrier.Order("directory", new { number = client, phone = new { answer = "byHand" } }, Cancellation);

            // Out: nothing has to be pressed but Call. The member named no number.
            await context.AddInitScriptAsync("window.stage.denied = false;");
            await screen.GoToConversation(id);
            await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).ClickAsync();
            await page.Keyboard.PressAsync("c");
            await Screen.Shows(page.GetByText("you talk in this browser"));
            await page.Locator("[data-place-call]").ClickAsync();
            await Ring(page, await Ringing(installation, client, 1));
            var call = page.Locator("li.call.out");
            await Expect(call).ToHaveAttributeAsync("data-status", "talking");
            var bar = page.Locator("[data-call-bar]");
            await bar.GetByRole(AriaRole.Button, new() { Name = "Mute" }).ClickAsync();
            await Expect(bar.GetByRole(AriaRole.Button, new() { Name = "Mute" })).ToHaveAttributeAsync("aria-pressed", "true");
            await bar.GetByText("Keypad").ClickAsync();
            await bar.GetByRole(AriaRole.Button, new() { Name = "5", Exact = true }).ClickAsync();
            await page.Keyboard.PressAsync("7");
            await Accessibility.Holds(screen);
            await bar.GetByText("Sound", new() { Exact = true }).ClickAsync();
            await bar.GetByLabel("Loudspeaker").SelectOptionAsync(["Headset"]);
            Assert.Equal("true 57 s1", await page.EvaluateAsync<string>("(() => { const { call, audio } = window.stage.devices[0]; return `${call.muted} ${call.digits} ${audio.sink}`; })()"));
            await bar.GetByRole(AriaRole.Button, new() { Name = "End" }).ClickAsync();
            await Expect(call).ToHaveAttributeAsync("data-status", "completed");

            // In: one tab holds the line, any of them answers.
            var other = await context.NewPageAsync();
            await other.GotoAsync("/contacts");
            await installation.Carrier.Ring(Anna, OurLines.First, new { hangupAfter = 600 }, Cancellation);
            await Ring(page, await Ringing(installation, client, 2));
            await Expect(page.Locator("[data-ringing]")).ToContainTextAsync("is calling");
            Assert.True(await page.EvaluateAsync<double>("window.stage.sounds") >= 1);
            await other.Locator("[data-ringing]").GetByRole(AriaRole.Button, new() { Name = "Answer" }).ClickAsync();
            var incoming = page.Locator("li.call.in");
            await Expect(incoming).ToHaveAttributeAsync("data-status", "talking");
            Assert.Equal(0, await other.EvaluateAsync<int>("window.stage.devices.length"));
            await other.CloseAsync();
            await page.EvaluateAsync("window.stage.devices[0].call.disconnect()");
            await Expect(incoming).ToHaveAttributeAsync("data-status", "completed");

            await page.EvaluateAsync("window.stage.devices[0].emit('tokenWillExpire')");
            await page.WaitForFunctionAsync("() => new Set(window.stage.devices[0].tokens).size === 2");
            await page.EvaluateAsync("window.stage.devices[0].emit('unregistered')");
            await Expect(trouble).ToContainTextAsync("This browser has no connection with the carrier.");
            await page.EvaluateAsync("window.stage.devices[0].emit('registered')");
            await Expect(trouble).ToHaveCountAsync(0);
        });
    }

    private static Task<JsonElement?> Ring(IPage page, JsonElement leg) =>
        page.EvaluateAsync("leg => window.stage.devices[0].ring(leg[0], leg[1])", new[] { leg.Text("sid"), leg.Text("from") });

    /// <summary>The newest of so many legs that were dialled to the browser.</summary>
    private static async Task<JsonElement> Ringing(Installation installation, string client, int legs)
    {
        var dialled = await Eventually.Get(
            async () => (await installation.Carrier.Calls(Cancellation)).Where(leg => leg.Text("to") == client).ToList(),
            all => all.Count == legs && all[0].Text("status") == "ringing", Cancellation);
        return dialled[0];
    }
}
