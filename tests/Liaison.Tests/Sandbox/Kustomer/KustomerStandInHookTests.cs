using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Liaison.Tests.Sandbox.Kustomer;

public sealed class KustomerStandInHookTests
{
    [Fact]
    public async Task A_change_is_told_signed_and_says_who_made_it()
    {
        await using var sandbox = await KustomerSandbox.Start();
        await using var receiver = await PushReceiver.Start();
        var hook = (await sandbox.Send("POST", "outbound-webhooks", new { name = "Liaison", url = receiver.Url, events = new[] { "kustomer.conversation.update" }, headers = new[] { new { name = "X-Council", value = "c" } } })).Data(201);
        var token = hook.GetProperty("attributes").GetProperty("token").GetString()!;

        await sandbox.Send("PUT", "conversations/" + KustomerSandbox.HotWater, new { status = "done" });
        var (push, told) = await Next(receiver);
        Assert.Equal(("kustomer.conversation.update", "c"), (push.Headers["X-Kustomer-Webhook-Event"], push.Council));
        Assert.Equal(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), push.Body)), push.Headers["X-Kustomer-Webhook-Signature"]);
        Assert.Equal(("api-gw", KustomerSandbox.HotWater), (told.GetProperty("client").GetString(), told.GetProperty("dataId").GetString()));
        var status = told.GetProperty("changes").GetProperty("attributes").GetProperty("status");
        Assert.Equal(("replace", "open", "done"), (status.GetProperty("op").GetString(), status.GetProperty("before").GetString(), status.GetProperty("after").GetString()));

        using var byPerson = await sandbox.Http.PatchAsJsonAsync("/kustomer/control/records/conversation/" + KustomerSandbox.HotWater, new { custom = new { dispositionStr = "Solved" } });
        (_, told) = await Next(receiver);
        Assert.Equal(("kustomer-web", true), (told.GetProperty("client").GetString(), told.GetProperty("meta").GetProperty("customChanged").GetBoolean()));
    }

    [Fact]
    public async Task A_hook_that_nobody_answers_is_tried_again_and_then_switched_off()
    {
        await using var sandbox = await KustomerSandbox.Start();
        await sandbox.Set(new { hookRetrySeconds = new[] { 0.0, 0.0 } });
        await using var receiver = await PushReceiver.Start();
        var hook = await sandbox.Make("outbound-webhooks", new { name = "Liaison", url = receiver.Url, events = new[] { "kustomer.note.create" } });
        receiver.Answers.Enqueue(500);
        receiver.Answers.Enqueue(500);
        await sandbox.Make($"conversations/{KustomerSandbox.HotWater}/notes", new { body = "x" });
        var first = (await Next(receiver)).Told.GetProperty("id").GetString();
        Assert.Equal(first, (await Next(receiver)).Told.GetProperty("id").GetString());
        Assert.Equal(first, (await Next(receiver)).Told.GetProperty("id").GetString());

        await sandbox.Set(new { hookRetrySeconds = Array.Empty<double>() });
        receiver.Answers.Enqueue(500);
        await sandbox.Make($"conversations/{KustomerSandbox.HotWater}/notes", new { body = "y" });
        await Next(receiver);
        while ((await sandbox.Attributes("outbound-webhooks/" + hook)).GetProperty("enabled").GetBoolean())
        {
            await Task.Yield();
        }

        Assert.True((await sandbox.Look("hooks")).GetArrayLength() >= 4);
    }

    [Fact]
    public async Task A_hook_is_checked_before_it_is_kept()
    {
        await using var sandbox = await KustomerSandbox.Start("--kustomer:maxWebhooks", "1");
        string[] events = ["kustomer.customer.create"];
        (await sandbox.Send("POST", "outbound-webhooks", new { name = "x", url = "http://liaison.example/", events })).Refused(400, "badparam", "url");
        (await sandbox.Send("POST", "outbound-webhooks", new { name = "x", url = "https://liaison.example/", events = new[] { "kustomer.weather.change" } })).Refused(400, "badparam", "events");
        (await sandbox.Send("POST", "outbound-webhooks", new { name = "x", url = "https://liaison.example/", events, secret = "y" })).Refused(400, "badparam", "secret");
        await sandbox.Make("outbound-webhooks", new { name = "x", url = "https://liaison.example/", events });
        (await sandbox.Send("POST", "outbound-webhooks", new { name = "y", url = "https://liaison.example/", events })).Refused(400, "badparam", "name");
    }

    private static async Task<(ReceivedPush Push, JsonElement Told)> Next(PushReceiver receiver)
    {
        var push = await receiver.Next();
        return (push, JsonDocument.Parse(push.Body).RootElement);
    }
}
