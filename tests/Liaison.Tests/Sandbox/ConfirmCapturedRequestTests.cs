using System.Text.Json.Nodes;
using Xunit;

namespace Liaison.Tests.Sandbox;

/// <summary>The stand-in must satisfy a client that knows nothing of us.</summary>
public sealed class ConfirmCapturedRequestTests
{
    [Theory]
    [InlineData("GetEnquiryLookups-1.xml", "GetEnquiryLookupsResponse")]
    [InlineData("GetCustomerLookups-1.xml", "GetCustomerLookupsResponse")]
    [InlineData("EnquiryUpdate-1.xml", "EnquiryUpdateResponse")]
    [InlineData("GetEnquiry-1.xml", "GetEnquiryResponse")]
    [InlineData("GetEnquiryStatusChanges-1.xml", "GetEnquiryStatusChangesResponse")]
    [InlineData("NewEnquiry-1.xml", "NewEnquiryResponse")]
    public async Task A_foreign_request_is_answered_well(string file, string element)
    {
        await using var sandbox = await Prepared();
        var (status, body) = await CapturedRequest.Replay(sandbox.Address, file);
        var response = ConfirmSandbox.ResponseOf(body);
        Assert.Equal(200, status);
        Assert.Empty(response.Elements("Fault"));
        Assert.All(response.Elements("OperationResponse"), one => Assert.NotNull(one.Element(element)));
        Assert.Equal(file == "GetEnquiry-1.xml" ? 10 : 1, response.Elements("OperationResponse").Count());
    }

    [Fact]
    public async Task A_foreign_new_enquiry_is_kept_whole()
    {
        await using var sandbox = await Prepared();
        var (_, body) = await CapturedRequest.Replay(sandbox.Address, "NewEnquiry-1.xml");
        var number = (int)ConfirmSandbox.ResponseOf(body).Descendants("EnquiryNumber").Single();
        var kept = await sandbox.Get($"/confirm/control/enquiries/{number}");
        Assert.Equal(5011, number);
        Assert.Equal("A deep hole <here>", kept.GetProperty("description").GetString());
        Assert.Equal("Zoë O'Hara & Co", kept.GetProperty("contactName").GetString());
        Assert.Equal("00012", kept.GetProperty("centralAssetId").GetString());
        Assert.Equal("4242", kept.GetProperty("externalSystemReference").GetString());
        Assert.Equal("WEB", kept.GetProperty("customer").GetProperty("PointOfContactCode").GetString());
        Assert.Equal(["SIZE", "SINC"], kept.GetProperty("attributes").EnumerateArray().Select(value => value.GetProperty("typeCode").GetString()));
        Assert.Equal("http://127.0.0.1/r/1?a=1&b=2", kept.GetProperty("links")[1].GetProperty("location").GetString());
        Assert.Equal("2026-11-20T18:21:23", kept.GetProperty("logs")[0].GetProperty("loggedAt").GetString());
    }

    [Fact]
    public async Task A_foreign_update_closes_the_enquiry()
    {
        await using var sandbox = await Prepared();
        await CapturedRequest.Replay(sandbox.Address, "EnquiryUpdate-1.xml");
        var log = (await sandbox.Get("/confirm/control/enquiries/5001")).GetProperty("logs")[1];
        Assert.Equal("CLSD", log.GetProperty("statusCode").GetString());
        Assert.Equal("hello", log.GetProperty("notes").GetString());
    }

    [Fact]
    public async Task A_foreign_token_request_and_upload_are_served()
    {
        await using var sandbox = await Prepared();
        var (tokenStatus, token) = await CapturedRequest.Replay(sandbox.Address, "token-1.txt");
        await sandbox.Control("tokens", new { token = "tok.123" });
        var (uploadStatus, _) = await CapturedRequest.Replay(sandbox.Address, "centralEnquiries-1.json");
        var documents = (await sandbox.Get("/confirm/control/enquiries/5002")).GetProperty("documents");
        Assert.Equal((200, 200), (tokenStatus, uploadStatus));
        Assert.Contains("\"expires_in\":3600", token, StringComparison.Ordinal);
        Assert.Equal(["img.jpg", "note.txt"], documents.EnumerateArray().Select(document => document.GetProperty("name").GetString()));
        Assert.Equal("hello\n", await sandbox.Http.GetStringAsync("/confirm/control/enquiries/5002/documents/2"));
    }

    /// <summary>The credentials and codes that the recorded requests use, and enquiries 5001 to 5010.</summary>
    private static async Task<ConfirmSandbox> Prepared()
    {
        var sandbox = await ConfirmSandbox.Start();
        for (var i = 0; i < 10; i++)
        {
            await sandbox.Raise("<LoggedTime>2025-07-01T09:00:00</LoggedTime>");
        }

        var lists = JsonNode.Parse(await sandbox.Http.GetStringAsync("/confirm/control/lookups"))!;
        var size = lists["attributeTypes"]!.AsArray().Single(type => (string)type!["code"]! == "SIZE")!;
        size["values"]!.AsArray().Add(new JsonObject { ["code"] = "B", ["name"] = "Big" });
        using var put = await sandbox.Http.PutAsync("/confirm/control/lookups", new StringContent(lists.ToJsonString(), System.Text.Encoding.UTF8, "application/json"));
        Assert.True(put.IsSuccessStatusCode);
        await sandbox.Control("settings", new { password = "p&ss<w>rd", databaseId = "demo-tenant" });
        return sandbox;
    }
}
