using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Liaison.Tests.Sandbox;

/// <summary>Tokens, uploads and reading through ConfirmWeb.</summary>
public sealed class ConfirmWebTests
{
    private const string Web = "/confirmweb/api/Demo%20Council%20-%20Development";

    [Fact]
    public async Task A_token_is_delivered_in_base64_and_used_decoded_or_as_a_bearer()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        var number = await sandbox.Raise();
        var delivered = await Token(sandbox);
        var decoded = Encoding.UTF8.GetString(Convert.FromBase64String(delivered));
        Assert.Equal(3, decoded.Split('.').Length);
        Assert.Equal(HttpStatusCode.OK, await Read(sandbox, number, "AccessToken", decoded));
        Assert.Equal(HttpStatusCode.OK, await Read(sandbox, number, "Authorization", "Bearer " + delivered));
        Assert.Equal(HttpStatusCode.Unauthorized, await Read(sandbox, number, "AccessToken", delivered));
        Assert.Equal(HttpStatusCode.Unauthorized, await Read(sandbox, number, "X-Nothing", "x"));
    }

    [Theory]
    [InlineData("client_credentials", "wrong", 401)]
    [InlineData("password", "sandbox", 400)]
    public async Task A_token_is_refused_to_the_wrong_password_or_grant(string grant, string password, int status)
    {
        await using var sandbox = await ConfirmSandbox.Start();
        using var reply = await sandbox.Http.SendAsync(TokenRequest(grant, password));
        Assert.Equal(status, (int)reply.StatusCode);
    }

    [Theory]
    [InlineData("""{"enquiryNumber": 5001, "centralDocLinks": [{"documentName": "a.png", "documentNotes": "n", "blobData": "iVBO\r\nRw==\n"}]}""")]
    [InlineData("""{"key": "5001", "centralDocLinks": [{"documentName": "a.png", "blobData": "iVBORw==", "documentDate": "2026-07-01"}]}""")]
    public async Task An_upload_is_kept_and_can_be_downloaded_again(string body)
    {
        await using var sandbox = await ConfirmSandbox.Start();
        await sandbox.Raise();
        Assert.Equal(HttpStatusCode.OK, await Upload(sandbox, body));
        using var download = await sandbox.Http.GetAsync("/confirm/control/enquiries/5001/documents/1");
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], await download.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", download.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("""{"enquiryNumber": 999, "centralDocLinks": []}""", 404)]
    [InlineData("""{"centralDocLinks": []}""", 400)]
    [InlineData("""{"enquiryNumber": 5001, "centralDocLinks": [{"documentName": "a", "blobData": "%%%"}]}""", 400)]
    [InlineData("[", 400)]
    public async Task A_bad_upload_is_refused(string body, int status)
    {
        await using var sandbox = await ConfirmSandbox.Start();
        await sandbox.Raise();
        Assert.Equal(status, (int)await Upload(sandbox, body));
    }

    [Fact]
    public async Task An_expired_token_is_401()
    {
        var time = new SettableTime(new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.Zero));
        await using var sandbox = await ConfirmSandbox.Start(time, "--confirm:tokenSeconds", "60");
        var number = await sandbox.Raise();
        var decoded = Encoding.UTF8.GetString(Convert.FromBase64String(await Token(sandbox)));
        Assert.Equal(HttpStatusCode.OK, await Read(sandbox, number, "AccessToken", decoded));
        time.Now += TimeSpan.FromSeconds(61);
        Assert.Equal(HttpStatusCode.Unauthorized, await Read(sandbox, number, "AccessToken", decoded));
    }

    [Fact]
    public async Task Reading_tells_the_customer_and_another_tenant_is_not_found()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        var number = await sandbox.Raise("<EnquiryCustomer><CustomerForename>Zoë</CustomerForename><CustomerSurname>Ng</CustomerSurname><CustomerEmail>zoe@example.org</CustomerEmail><CustomerTypeCode>PUB</CustomerTypeCode><PointOfContactCode>CSC</PointOfContactCode><EnquiryMethodCode>TEL</EnquiryMethodCode></EnquiryCustomer>");
        var token = await Token(sandbox);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Web}/enquiries/{number}");
        request.Headers.Add("Authorization", "Bearer " + token);
        using var reply = await sandbox.Http.SendAsync(request);
        var contact = JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement.GetProperty("customers")[0].GetProperty("contact");
        Assert.Equal(("Zoë Ng", "zoe@example.org"), (contact.GetProperty("fullName").GetString(), contact.GetProperty("email").GetString()));
        using var elsewhere = await sandbox.Http.GetAsync($"/confirmweb/api/other/enquiries/{number}");
        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (elsewhere.StatusCode, elsewhere.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task A_web_fault_strikes_the_upload_after_it_is_kept()
    {
        await using var sandbox = await ConfirmSandbox.Start();
        await sandbox.Raise();
        await sandbox.Fault(new { kind = "drop-reply", endpoint = "web", operation = "upload", count = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => Upload(sandbox, """{"enquiryNumber": 5001, "centralDocLinks": [{"documentName": "a", "blobData": ""}]}"""));
        Assert.Equal(1, (await sandbox.Get("/confirm/control/enquiries/5001")).GetProperty("documents").GetArrayLength());
    }

    private static async Task<string> Token(ConfirmSandbox sandbox)
    {
        using var reply = await sandbox.Http.SendAsync(TokenRequest("client_credentials", "sandbox"));
        var body = await reply.Content.ReadFromJsonAsync<JsonElement>();
        return body.GetProperty("access_token").GetString()!;
    }

    private static HttpRequestMessage TokenRequest(string grant, string password)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Web + "/oauth/token") { Content = new FormUrlEncodedContent([new("grant_type", grant)]) };
        request.Headers.Add("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("LIAISON:" + password)));
        return request;
    }

    private static async Task<HttpStatusCode> Read(ConfirmSandbox sandbox, int number, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Web}/enquiries/{number}");
        request.Headers.Add(header, value);
        using var reply = await sandbox.Http.SendAsync(request);
        return reply.StatusCode;
    }

    private static async Task<HttpStatusCode> Upload(ConfirmSandbox sandbox, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Web + "/centralEnquiries") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Authorization", "Bearer " + await Token(sandbox));
        using var reply = await sandbox.Http.SendAsync(request);
        return reply.StatusCode;
    }
}
