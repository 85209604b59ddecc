using System.Net;
using System.Net.Http.Json;
using System.Text;
using Xunit;

namespace Liaison.Tests.Sandbox;

/// <summary>The control API, the pages, and the journal that outlives a restart.</summary>
public sealed class ConfirmControlTests
{
    [Fact]
    public async Task The_list_is_paged_by_key_and_filtered()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        for (var i = 0; i < 5; i++)
        {
            await sandbox.Raise($"<ExternalSystemReference>X{i % 2}</ExternalSystemReference>");
        }

        var first = await sandbox.Get("/confirm/control/enquiries?limit=3");
        var second = await sandbox.Get($"/confirm/control/enquiries?limit=3&after={first.GetProperty("next").GetInt32()}");
        var filtered = await sandbox.Get("/confirm/control/enquiries?externalReference=X1");
        Assert.Equal((3, 2, 2), (first.GetProperty("items").GetArrayLength(), second.GetProperty("items").GetArrayLength(), filtered.GetProperty("items").GetArrayLength()));
        Assert.False(second.TryGetProperty("next", out _));
        Assert.Equal(5, filtered.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_desktop_user_is_held_to_the_code_lists()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        var number = await sandbox.Raise();
        using var refused = await sandbox.Http.PostAsJsonAsync($"/confirm/control/enquiries/{number}/change", new { statusCode = "NONE" });
        using var unknown = await sandbox.Http.PostAsJsonAsync("/confirm/control/enquiries/1/change", new { statusCode = "CLSD" });
        var changed = await sandbox.Control($"enquiries/{number}/change", new { statusCode = "CLSD", jobNumber = "77.1" });
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.NotFound), (refused.StatusCode, unknown.StatusCode));
        Assert.Equal("77.1", changed.GetProperty("jobNumber").GetString());
        Assert.Equal("DESKTOP", changed.GetProperty("logs")[1].GetProperty("by").GetString());
    }

    [Fact]
    public async Task A_restart_with_a_data_folder_keeps_enquiries_documents_and_agent()
    {
        var folder = Directory.CreateTempSubdirectory("liaison-sandbox-");
        try
        {
            await using (var before = await ConfirmSandbox.Start("--data", folder.FullName))
            {
                await before.Raise("<EnquiryReference>CASE-1</EnquiryReference>");
                await before.Enquiry("<EnquiryUpdate><EnquiryNumber>5001</EnquiryNumber><EnquiryStatusCode>CLSD</EnquiryStatusCode></EnquiryUpdate>");
                await before.Control("tokens", new { token = "t" });
                await before.Control("agent", new { externalSystemNumber = "9" });
                using var upload = new HttpRequestMessage(HttpMethod.Post, "/confirmweb/api/Demo%20Council%20-%20Development/centralEnquiries");
                upload.Headers.Add("AccessToken", "t");
                upload.Content = new StringContent("""{"enquiryNumber":5001,"centralDocLinks":[{"documentName":"a.txt","blobData":"aGVsbG8="}]}""", Encoding.UTF8, "application/json");
                using var uploaded = await before.Http.SendAsync(upload);
                Assert.Equal(HttpStatusCode.OK, uploaded.StatusCode);
            }

            // The end of a process in the middle of a line must not cost the lines before it.
            await File.AppendAllTextAsync(Path.Combine(folder.FullName, "confirm", "enquiries.jsonl"), "{\"Number\":50");
            await using var after = await ConfirmSandbox.Start("--data", folder.FullName);
            var kept = (await after.Get("/confirm/control/enquiries?reference=CASE-1")).GetProperty("items")[0];
            Assert.Equal("CLSD", kept.GetProperty("logs")[1].GetProperty("statusCode").GetString());
            Assert.Equal("hello", await after.Http.GetStringAsync("/confirm/control/enquiries/5001/documents/1"));
            Assert.Equal("9", (await after.Get("/confirm/control/agent")).GetProperty("externalSystemNumber").GetString());
            Assert.Equal(5002, await after.Raise());
            await after.Control("reset", new { });
            Assert.Equal(5001, await after.Raise());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("/", "Brightly Confirm stand-in")]
    [InlineData("/confirm", "not the vendor&#39;s product")]
    [InlineData("/confirm/enquiry/5001", "Status log")]
    [InlineData("/confirm/switches", "Drop the reply after the work")]
    [InlineData("/confirm/external-systems", "System Number")]
    [InlineData("/confirm/agent", "External Issue System")]
    [InlineData("/confirm/scheduled-tasks", "CRM Agent enabled")]
    [InlineData("/confirm/codes", "Street Lighting")]
    public async Task Every_page_shows_what_it_should_and_escapes_what_people_wrote(string path, string text)
    {
        await using var sandbox = await ConfirmSandbox.Start();
        await sandbox.Raise("<EnquiryDescription>&lt;script&gt;alert(1)&lt;/script&gt;</EnquiryDescription>");
        var page = await sandbox.Http.GetStringAsync(path);
        Assert.Contains(text.Replace("&#39;", "'", StringComparison.Ordinal), page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_forms_of_the_pages_work_and_another_site_cannot_press_them()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        var number = await sandbox.Raise();
        using var saved = await sandbox.Http.PostAsync($"/confirm/enquiry/{number}", Form(("statusCode", "DONE"), ("officerCode", "SLT"), ("notes", "Lamp replaced")));
        Assert.Contains("Lamp replaced", await saved.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var fault = await sandbox.Http.PostAsync("/confirm/switches", Form(("button", "5"), ("probability", "0.25"), ("count", "3"), ("endpoint", "Soap")));
        Assert.Equal("drop-reply", (await sandbox.Get("/confirm/faults"))[0].GetProperty("kind").GetString());
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/confirm/switches/off") { Content = Form() };
        foreign.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var refused = await sandbox.Http.SendAsync(foreign);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var off = await sandbox.Http.PostAsync("/confirm/switches/off", Form());
        Assert.Equal(0, (await sandbox.Get("/confirm/faults")).GetArrayLength());
        using var agent = await sandbox.Http.PostAsync("/confirm/agent", Form(("targetUrl", "http://127.0.0.1:9/x?key=1"), ("headers", "Content-Type:text/xml\r\nX-A:b"), ("externalSystemNumber", "4"), ("shape", "Soap")));
        Assert.Equal(2, (await sandbox.Get("/confirm/control/agent")).GetProperty("headers").GetArrayLength());
    }

    [Fact]
    public async Task A_system_gets_its_number_when_it_is_saved_and_the_task_is_switched_on_by_itself()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        using var first = await sandbox.Http.PostAsync("/confirm/external-systems", Form(("name", "Our hub")));
        using var second = await sandbox.Http.PostAsync("/confirm/external-systems", Form(("name", "Another")));
        var systems = (await sandbox.Get("/confirm/control/agent")).GetProperty("externalSystems").EnumerateArray().Select(one => (one.GetProperty("number").GetString(), one.GetProperty("name").GetString()));
        Assert.Equal([("2", "Our hub"), ("3", "Another")], systems);
        Assert.False((await sandbox.Get("/confirm/control/agent")).GetProperty("enabled").GetBoolean());
        using var on = await sandbox.Http.PostAsync("/confirm/scheduled-tasks", Form(("enabled", "on")));
        Assert.True((await sandbox.Get("/confirm/control/agent")).GetProperty("enabled").GetBoolean());
        using var settings = await sandbox.Http.PostAsync("/confirm/agent", Form(("externalSystemNumber", "3")));
        Assert.True((await sandbox.Get("/confirm/control/agent")).GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public async Task A_setting_that_does_not_exist_is_refused()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        using var unknown = await sandbox.Http.PostAsJsonAsync("/confirm/control/settings", new { pasword = "x" });
        using var zone = await sandbox.Http.PostAsJsonAsync("/confirm/control/settings", new { timeZone = "Europe/Atlantis" });
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (unknown.StatusCode, zone.StatusCode));
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
