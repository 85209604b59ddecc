using System.Text;
using Liaison.Tests.Hub;
using Xunit;

namespace Liaison.Tests.Limits;

[Collection(Alone.Name)]
public sealed class HugeJsonTest(PostgresFixture postgres)
{
    [Fact]
    public async Task Bodies_that_are_too_deep_or_too_long_are_refused_with_a_clear_problem_and_cost_little()
    {
        await using var hub = await HubFixture.Start(postgres);
        var (admin, connection) = await TemplateApiTest.SetUp(hub);
        using (admin)
        {
            var templates = $"/api/v1/connections/{connection}/templates";
            foreach (var (name, path, body, code) in new (string, string, string, string)[]
            {
                ("arrays 100,000 deep", templates, $"{{\"rows\":{Nested("[", "]", 100_000)}}}", "malformed"),
                ("objects 100,000 deep", templates, Nested("{\"rows\":", "}", 100_000, "1"), "malformed"),
                ("deep within free settings", $"/api/v1/connections/{connection}/test", $"{{\"settings\":{Nested("{\"a\":", "}", 100_000, "1")}}}", "malformed"),
                ("deep and never closed", templates, new string('[', 100_000), "malformed"),
                ("a long text", templates, $"{{\"name\":\"{new string('x', 3_000_000)}\"}}", "too-large"),
                ("many rows", templates, $"{{\"name\":\"a\",\"kind\":\"create\",\"recordType\":\"Enquiry\",\"reference\":\"enquiry\",\"rows\":[{string.Join(',', Enumerable.Repeat("{\"source\":{\"text\":\"x\"},\"target\":{\"attribute\":\"A\"}}", 30_000))}]}}", "invalid-template"),
                ("many names", templates, $"{{{string.Join(',', Enumerable.Range(0, 150_000).Select(n => $"\"n{n}\":1"))}}}", "malformed"),
                ("a long number", templates, $"{{\"name\":{new string('9', 1_000_000)}}}", "malformed"),
            })
            {
                foreach (var once in new[] { false, true })
                {
                    var answer = default(Answer)!;
                    var spent = await Alone.Allocated(async () => answer = await Post(admin, path, body, once ? name : null));
                    Assert.True(answer.Code == code, $"{name}: {answer.Status} {answer.Text[..Math.Min(500, answer.Text.Length)]}");
                    Assert.InRange(answer.Text.Length, 1, 2000);
                    Assert.True(spent < 64 * Alone.Megabyte, $"{name}: {spent:N0} bytes");
                }
            }
            Assert.Equal(200, (await admin.Get(templates)).Status);
        }
    }

    private static string Nested(string open, string close, int depth, string middle = "") => string.Concat(Enumerable.Repeat(open, depth)) + middle + string.Concat(Enumerable.Repeat(close, depth));

    private static async Task<Answer> Post(HubClient client, string path, string body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.ExpectContinue = true;
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }
        var answer = await client.Http.SendAsync(request);
        return new Answer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer);
    }
}
