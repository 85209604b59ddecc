using System.Net;
using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace Liaison.Tests.Sandbox.VirtualObserver;

/// <summary>The stand-in at its own doors: it keeps what it is given, letter by letter, and lets nobody in without the key.</summary>
public sealed class ObserverStandInTests
{
    private const string Body = """{"type":"AgentState","item":{"Email":"zoë@example.com","State":"Busy"}}""";

    [Theory]
    [InlineData("/virtual-observer/events/session")]
    [InlineData("/events/session")]
    public async Task A_change_event_is_kept_as_it_came(string path)
    {
        await using var sandbox = await ObserverSandbox.Start();
        Assert.Equal(HttpStatusCode.Accepted, await Send(sandbox, path, "sandbox-developer-key"));
        var kept = (await sandbox.Look("events")).EnumerateArray().Single();
        Assert.Equal((1, "/events/session", Body, "application/json; charset=utf-8"),
            (kept.GetProperty("number").GetInt32(), kept.GetProperty("path").GetString(), kept.GetProperty("body").GetString(), kept.GetProperty("contentType").GetString()));
    }

    [Theory]
    [InlineData("wrong", "X-Developer-Key")]
    [InlineData("", "X-Developer-Key")]
    [InlineData("sandbox-developer-key", "X-Other-Header")]
    public async Task Without_the_developer_key_nothing_is_taken(string key, string header)
    {
        await using var sandbox = await ObserverSandbox.Start();
        Assert.Equal(HttpStatusCode.Unauthorized, await Send(sandbox, "/events/agent", key, header));
        Assert.Empty((await sandbox.Look("events")).EnumerateArray());
    }

    [Fact]
    public async Task Events_meet_the_weather_that_is_switched_on()
    {
        await using var sandbox = await ObserverSandbox.Start();
        await sandbox.Fault(new { kind = "server-error", code = 429, count = 1 });
        Assert.Equal(HttpStatusCode.TooManyRequests, await Send(sandbox, "/events/agent", "sandbox-developer-key"));
        Assert.Empty((await sandbox.Look("events")).EnumerateArray());

        await sandbox.Fault(new { kind = "drop-reply", operation = "event", count = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => Send(sandbox, "/events/agent", "sandbox-developer-key"));
        Assert.Single((await sandbox.Look("events")).EnumerateArray());
    }

    [Fact]
    public async Task What_it_keeps_survives_a_restart_when_it_has_a_folder_and_a_reset_empties_it()
    {
        var folder = Directory.CreateTempSubdirectory("liaison-observer-").FullName;
        try
        {
            await using (var sandbox = await ObserverSandbox.Start("--data", folder))
            {
                await Send(sandbox, "/events/agent", "sandbox-developer-key");
                using var put = await sandbox.Http.PutAsync("/virtual-observer/control/files/in/a%20b.txt", new StringContent("hello"));
                Assert.Equal(HttpStatusCode.NoContent, put.StatusCode);
            }
            await using (var sandbox = await ObserverSandbox.Start("--data", folder))
            {
                Assert.Single((await sandbox.Look("events")).EnumerateArray());
                var file = (await sandbox.Look("files")).EnumerateArray().Single();
                Assert.Equal(("/in/a b.txt", 5, Convert.ToHexStringLower(SHA256.HashData("hello"u8))), (file.GetProperty("path").GetString(), file.GetProperty("length").GetInt32(), file.GetProperty("sha256").GetString()));
                using var reset = await sandbox.Http.PostAsync("/virtual-observer/control/reset", content: null);
                Assert.Empty((await sandbox.Look("events")).EnumerateArray());
                Assert.Empty(await sandbox.Files());
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_pages_tell_where_the_doors_are_and_what_came()
    {
        await using var sandbox = await ObserverSandbox.Start();
        await Send(sandbox, "/events/agent", "sandbox-developer-key");
        using var put = await sandbox.Http.PutAsync("/virtual-observer/control/files/in/one.txt", new StringContent("hello"));
        var page = await sandbox.Http.GetStringAsync("/virtual-observer");
        Assert.Contains($"port {sandbox.FtpPort}", page, StringComparison.Ordinal);
        Assert.Contains("/in/one.txt", page, StringComparison.Ordinal);
        Assert.Contains("AgentState", page, StringComparison.Ordinal);
        Assert.Contains($"port {sandbox.FtpPort}", await sandbox.Http.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Contains("The disk is full", await sandbox.Http.GetStringAsync("/virtual-observer/switches"), StringComparison.Ordinal);
        Assert.Equal(sandbox.FtpPort, (await sandbox.Look("")).GetProperty("ftpPort").GetInt32());
    }

    [Fact]
    public async Task Every_start_makes_a_certificate_of_its_own()
    {
        await using var one = await ObserverSandbox.Start();
        await using var other = await ObserverSandbox.Start();
        Assert.NotEqual(one.Certificate, other.Certificate);
        Assert.NotEqual(one.FtpPort, other.FtpPort);
    }

    [Fact]
    public async Task A_client_that_was_written_for_FTP_servers_finds_all_it_expects()
    {
        await using var sandbox = await ObserverSandbox.Start();
        await ForeignClient.Satisfies("basic-ftp", sandbox.Address);
    }

    private static async Task<HttpStatusCode> Send(ObserverSandbox sandbox, string path, string key, string header = "X-Developer-Key")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation(header, key);
        using var answer = await sandbox.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
