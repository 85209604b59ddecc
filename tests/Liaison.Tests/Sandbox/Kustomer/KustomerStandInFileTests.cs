using System.Net;
using System.Text.Json;
using Xunit;

namespace Liaison.Tests.Sandbox.Kustomer;

public sealed class KustomerStandInFileTests
{
    private static readonly byte[] Bytes = [1, 2, 3, 4];

    [Fact]
    public async Task A_file_is_announced_sent_with_the_form_and_named_by_a_message()
    {
        await using var sandbox = await KustomerSandbox.Start();
        var (id, form) = await Announce(sandbox);
        (await sandbox.Send("POST", $"conversations/{KustomerSandbox.HotWater}/messages", new { channel = "voice", app = "liaison", attachments = new[] { id } })).Refused(400, "badparam", "attachments");
        using var sent = await sandbox.Post(form, Bytes);
        Assert.Equal(HttpStatusCode.NoContent, sent.StatusCode);
        var message = await sandbox.Make($"conversations/{KustomerSandbox.HotWater}/messages", new { channel = "voice", app = "liaison", attachments = new[] { id } });
        var file = (await sandbox.Send("GET", $"messages/{message}/attachments/{id}")).Data();
        Assert.True(file.GetProperty("attributes").GetProperty("uploaded").GetBoolean());
        Assert.Equal(Bytes, await sandbox.Http.GetByteArrayAsync(new Uri(file.GetProperty("links").GetProperty("related").GetString()!)));
        Assert.Single((await sandbox.Send("GET", $"conversations/{KustomerSandbox.HotWater}/attachments")).Data().EnumerateArray());
    }

    [Fact]
    public async Task The_storage_refuses_a_wrong_length_a_changed_form_a_file_that_comes_first_and_a_key()
    {
        await using var sandbox = await KustomerSandbox.Start();
        var (id, form) = await Announce(sandbox);
        Assert.Contains("EntityTooLarge", await Refused(sandbox.Post(form, [.. Bytes, 5]), HttpStatusCode.BadRequest), StringComparison.Ordinal);
        Assert.Contains("EntityTooSmall", await Refused(sandbox.Post(form, [1]), HttpStatusCode.BadRequest), StringComparison.Ordinal);
        Assert.Contains("InvalidArgument", await Refused(sandbox.Post(form, Bytes, fileFirst: true), HttpStatusCode.BadRequest), StringComparison.Ordinal);
        var changed = JsonDocument.Parse(form.GetRawText().Replace("\"key\":\"attachments/", "\"key\":\"other/", StringComparison.Ordinal)).RootElement;
        Assert.Contains("AccessDenied", await Refused(sandbox.Post(changed, Bytes), HttpStatusCode.Forbidden), StringComparison.Ordinal);
        sandbox.Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer demo-key");
        Assert.Contains("Only one auth mechanism", await Refused(sandbox.Post(form, Bytes), HttpStatusCode.BadRequest), StringComparison.Ordinal);
        Assert.False((await sandbox.Attributes("attachments/" + id)).GetProperty("uploaded").GetBoolean());
    }

    [Fact]
    public async Task A_form_is_good_for_a_while_and_another_can_be_asked_for()
    {
        var time = new SettableTime(DateTimeOffset.Parse("2026-11-21T10:00:00Z"));
        await using var sandbox = await KustomerSandbox.Start(time);
        var (id, form) = await Announce(sandbox);
        time.Now = time.Now.AddSeconds(601);
        Assert.Contains("Policy expired", await Refused(sandbox.Post(form, Bytes), HttpStatusCode.Forbidden), StringComparison.Ordinal);
        await sandbox.Upload(id, Bytes);
        await sandbox.Fault(new { kind = "upload-denied", count = 1 });
        var (_, other) = await Announce(sandbox);
        Assert.Contains("AccessDenied", await Refused(sandbox.Post(other, Bytes), HttpStatusCode.Forbidden), StringComparison.Ordinal);
    }

    private static async Task<(string Id, JsonElement Form)> Announce(KustomerSandbox sandbox)
    {
        var reply = await sandbox.Send("POST", "attachments", new { name = "call.wav", contentType = "audio/wav", contentLength = Bytes.Length });
        return (reply.Data(201).GetProperty("id").GetString()!, reply.Json.GetProperty("meta").GetProperty("upload"));
    }

    private static async Task<string> Refused(Task<HttpResponseMessage> sending, HttpStatusCode status)
    {
        using var answer = await sending;
        Assert.Equal((status, "application/xml"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return await answer.Content.ReadAsStringAsync();
    }
}
