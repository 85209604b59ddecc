using System.Net;
using Xunit;

namespace Liaison.Tests.Sandbox.Dynamics;

public sealed class DynamicsLimitTests
{
    [Fact]
    public async Task A_user_who_asks_too_often_is_told_when_to_come_back()
    {
        await using var sandbox = await DynamicsSandbox.Start("--dynamics:requests", "3", "--dynamics:retryAfterSeconds", "11");
        for (var left = 2; left >= 0; left--)
        {
            Assert.Equal(left.ToString(), (await sandbox.Send("GET", "WhoAmI")).Headers["x-ms-ratelimit-burst-remaining-xrm-requests"]);
        }

        var busy = await sandbox.Send("GET", "WhoAmI");
        busy.Refused("0x80072322", 429);
        Assert.Equal("11", busy.Headers["Retry-After"]);
        await sandbox.SignIn("bob.baker@sandbox.example");
        Assert.Equal(HttpStatusCode.OK, (await sandbox.Send("GET", "WhoAmI")).Status);
    }

    [Fact]
    public async Task A_file_is_measured_in_base64()
    {
        await using var sandbox = await DynamicsSandbox.Start("--dynamics:maxUploadFileSize", "4000");
        Task<ApiReply> Note(int bytes, string name) => sandbox.Send("POST", "annotations", new { subject = "File", filename = name, documentbody = Convert.ToBase64String(new byte[bytes]) });
        (await Note(3001, "a.wav")).Refused("0x80044a02");
        (await Note(10, "a.exe")).Refused("0x80043e09");
        var id = (await Note(3000, "a.wav")).Made();
        Assert.Equal(3000, (await sandbox.Get("annotations", id)).GetProperty("filesize").GetInt32());
        Assert.Equal(3000, (await sandbox.Http.GetByteArrayAsync($"/dynamics/control/files/{id}")).Length);
    }

    [Fact]
    public async Task Records_and_grants_outlive_the_process()
    {
        var folder = Directory.CreateTempSubdirectory("sandbox-").FullName;
        try
        {
            Guid contact;
            await using (var sandbox = await DynamicsSandbox.Start("--data", folder))
            {
                contact = await sandbox.Create("contacts", new { lastname = "Kept", anniversary = "2020-02-29" });
                var gone = await sandbox.Create("contacts", new { lastname = "Gone" });
                await sandbox.Send("DELETE", $"contacts({gone})");
            }

            await using var again = await DynamicsSandbox.Start("--data", folder);
            Assert.Equal("Kept", (await again.Get("contacts", contact)).GetProperty("lastname").GetString());
            Assert.Equal(7, (await again.Send("GET", "contacts?$count=true")).Ok().GetProperty("@odata.count").GetInt32());
            await again.Control("reset", new { });
            await again.SignIn();
            Assert.Equal(6, (await again.Send("GET", "contacts?$count=true")).Ok().GetProperty("@odata.count").GetInt32());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_person_changes_a_record_on_its_page()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        var id = await sandbox.Create("tasks", new { subject = "<b>Before</b>" });
        Assert.Contains("&lt;b&gt;Before", await sandbox.Http.GetStringAsync($"/dynamics/main.aspx?pagetype=entityrecord&etn=task&id={id}"), StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("field", "percentcomplete"), KeyValuePair.Create("value", "40")]);
        using var changed = await sandbox.Http.PostAsync($"/dynamics/tables/task/{id}", form);
        Assert.Equal(HttpStatusCode.Found, changed.StatusCode);
        Assert.Equal(40, (await sandbox.Get("tasks", id)).GetProperty("percentcomplete").GetInt32());
        Assert.Contains("Fault switches", await sandbox.Http.GetStringAsync("/dynamics/switches"), StringComparison.Ordinal);
        Assert.Contains("Phone Calls", await sandbox.Http.GetStringAsync("/dynamics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_strike_what_they_name_and_are_told()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        await sandbox.Fault(new { kind = "sql-timeout", operation = "create", table = "task", count = 1 });
        await sandbox.Create("contacts", new { lastname = "Fine" });
        (await sandbox.Send("POST", "tasks", new { subject = "Call" })).Refused("0x80044151", 500);
        await sandbox.Create("tasks", new { subject = "Call" });
        var told = (await sandbox.Look("requests")).EnumerateArray().Where(one => one.TryGetProperty("fault", out _)).ToList();
        Assert.Equal("SqlTimeout", Assert.Single(told).GetProperty("fault").GetString());
        Assert.Equal(1, (await sandbox.Look("counters")).GetProperty("records").GetProperty("task").GetInt32());
    }
}
