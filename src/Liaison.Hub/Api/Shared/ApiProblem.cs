using System.Text.Json.Serialization;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Liaison.Storage.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Liaison.Hub.Api.Shared;

/// <summary>Answers that say what went wrong: RFC 9457 problem details with a stable <c>code</c> for programs and a sentence for people.</summary>
public static class ApiProblem
{
    public static ProblemHttpResult Of(int status, string code, string detail, IReadOnlyList<Problem>? problems = null, Fault? fault = null)
    {
        var problem = new ProblemDetails { Type = $"urn:liaison:{code}", Title = ReasonPhrases.GetReasonPhrase(status), Status = status, Detail = detail, Extensions = { ["code"] = code } };
        if (problems is not null)
        {
            problem.Extensions["problems"] = problems;
        }
        if (fault is not null)
        {
            problem.Extensions["fault"] = fault;
        }
        return TypedResults.Problem(problem);
    }

    /// <summary>The same whether it never was or is another tenant's.</summary>
    public static ProblemHttpResult NotFound(string what) => Of(404, "not-found", $"There is no such {what}.");

    public static ProblemHttpResult Invalid(string code, string detail, params IReadOnlyList<Problem> problems) => Of(422, code, detail, problems);

    public static ProblemHttpResult Stale(int current) =>
        Of(412, "version-conflict", $"Somebody has changed this meanwhile (it is at version {current} now). Load it again, then make your change.");

    /// <summary>For an answer that has a status and nothing else.</summary>
    public static Task Bare(HttpContext context) => context.Response.StatusCode is >= 400 and var status
        ? Of(status, status switch { 404 => "not-found", 405 => "method-not-allowed", 415 => "wrong-content-type", 413 => "too-large", _ => "refused" }, ReasonPhrases.GetReasonPhrase(status) + ".")
            .ExecuteAsync(context)
        : Task.CompletedTask;

    /// <summary>The answer to a change that was not made.</summary>
    public static ProblemHttpResult Of<T>(Saved<T> saved, string what) => saved switch
    {
        Saved<T>.NotThere => NotFound(what),
        Saved<T>.Stale(var current) => Stale(current),
        Saved<T>.Clash(var code, var detail) => Of(409, code, detail),
        _ => throw new InvalidOperationException("A change that was made is no problem."),
    };
}

/// <summary>How problem details look, for the API's description.</summary>
public sealed record ProblemAnswer(
    string Type, string Title, int Status, string Detail, string Code, IReadOnlyList<ProblemLine>? Problems = null, Fault? Fault = null);

/// <summary>One thing that is wrong.</summary>
/// <param name="At">JSON pointer into what was sent.</param>
public sealed record ProblemLine(string At, string Code, string Message, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Severity = null)
{
    /// <summary>Codes that begin with <c>warning-</c> are advice; all others stand in the way.</summary>
    public static ProblemLine Of(Problem problem) => new(problem.At, problem.Code, problem.Message, IsWarning(problem) ? "warning" : "error");

    public static bool IsWarning(Problem problem) => problem.Code.StartsWith("warning-", StringComparison.Ordinal);
}
