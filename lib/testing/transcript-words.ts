/** Teams as logs of orchestrated runs have them: plain names, snake case, names with blanks and digits, names that are words. */
export const TEAMS: readonly (readonly string[])[] = [
  ["WebSurfer", "FileSurfer", "Assistant", "ComputerTerminal"],
  ["web_surfer", "file_reader", "code_runner"],
  ["Researcher", "Writer", "Editor", "Fact Checker"],
  ["Agent 1", "Agent 2", "Agent 3"],
  ["Search", "Math", "Review"],
  ["Data Analyst", "SQL Expert", "Computer Terminal"],
  ["Alice", "Bob", "Chen", "Dana"],
  ["Billing", "Refunds", "Shipping"],
  ["Coder", "Executor"],
  ["Scraper"],
];

export const HUBS = ["Orchestrator", "Manager", "Supervisor", "Planner", "Team Lead", "MagenticOneOrchestrator", "coordinator", "main_agent"] as const;
export const PEOPLE = ["human", "user", "Human", "UserProxy"] as const;

/** What is asked for; `{topic}` and `{other}` (another worker) are filled in. */
export const REQUESTS = [
  "Please search for {topic} and report the first three results.",
  "Look up {topic} and give the exact figures with their source.",
  "Open the page you found about {topic} and scroll down to the section on methods.",
  "Please find a reliable source for {topic}. Prefer official sites over blogs, and note the date of each page.",
  "Can you check whether the numbers that {other} gave for {topic} are correct?",
  "Run the script that {other} provided and return its complete output.",
  "Write a Python script that reads the downloaded file and computes the mean for {topic}.",
  "Using the list that {other} compiled, work out which entries on {topic} meet all criteria.",
  "Summarize what is known about {topic} in five bullet points.\n\n- one line each\n- no speculation\n- name the source",
  "unzip /workspace/data.zip -d /workspace/unzipped && ls /workspace/unzipped",
  "What does the second table say about {topic}?",
  "Please save the provided script to a file named process.py and execute it.",
  "Draft the section about {topic}; {other} will review it afterwards.",
  "Compare the two candidates for {topic} and explain which one fits better.",
  "Continue with the next page of results on {topic}.",
  "The previous attempt failed with a timeout. Retry the search for {topic}, and if it fails again use another engine.",
  "Kindly verify the availability of {topic} and confirm the price.",
  "Count how many of the entries on {topic} were published after 2015.",
  "Translate the abstract about {topic} into English and keep the terms of art.",
  "```python\nprint(sum(range(10)))\n```",
  "Here is the list of entries on {topic}: put it into a table.",
  "We need the exact wording of {topic}.",
  "The answer to the question on {topic} has to be confirmed by a second source.",
] as const;

export const TOPICS = [
  "Daniel Craig films under 150 minutes", "vegan restaurants near the park", "gross savings as a share of GDP from 2001 to 2010", "the oldest closed issue on polynomials",
  "refund rules for unopened goods", "shipping times to Norway", "the bridge's opening hours", "enzymes in the 2012 paper", "tide tables for Lisbon", "ticket prices of the museum",
  "the 1998 final", "sales of the third quarter",
] as const;

export const REPLIES = [
  "I typed '{topic}' into the browser search bar.\n\nHere is a screenshot of [{topic} - Search](https://www.bing.com/search?q=x). The viewport shows 23% of the webpage.\n\nAutomatic OCR of the page screenshot has detected the following text:\n\n{topic}\nAbout 9,410 results\n<Image>",
  "The script ran, then exited with Unix exit code: 0\nIts output was:\n45",
  "exitcode: 1 (execution failed)\nCode output: Traceback (most recent call last):\n  File \"process.py\", line 3, in <module>\nKeyError: 'year'",
  "Here is what I found on {topic}: there are three entries, two of which fit. {other} may want to check the third.",
  "I could not open the page. Please try again later, or ask {other}.",
  "Done. The draft is below.\n\n# {topic}\n\nIt began as a small matter and has grown since.",
  "{\"status\": \"ok\", \"rows\": 12, \"name\": \"{topic}\"}",
  "To compute this we can use the following code:\n```python\nimport pandas as pd\nprint(pd.read_csv('data.csv').mean())\n```\nTERMINATE",
  "",
] as const;

export const MUSINGS = [
  "So far we have two of the three facts on {topic}.",
  "I need to find out more about {topic} before anything can be written.",
  "It looks as if the source for {topic} is not reliable.",
  "We still have to verify {topic}.",
] as const;

export const INTENTS = [
  "I should ask {worker} to look into {topic}.",
  "I will have {worker} deal with {topic} next.",
  "Next, I'll ask {worker} for {topic}.",
  "{worker} is best placed to handle {topic}.",
  "We need {topic}; let me delegate to {worker}.",
] as const;

export const FINALS = ["FINAL ANSWER: 42", "The answer is: {topic}.", "Request satisfied.", "No agent selected.\nFINAL ANSWER: {topic}\nSCENARIO.PY COMPLETE !#!#", "TERMINATE", "Final answer: the second one, as the last report shows."] as const;

/** What the program that wrote the log printed, and the log swallowed. */
export const NOISE = [
  "\n/usr/local/lib/python3.11/site-packages/agents/orchestrator.py:216: UserWarning: Resolved model mismatch: a != b. Model mapping may be incorrect.\n  response = await self._model_client.create(",
  "\nError processing publish message\nTraceback (most recent call last):\n  File \"runtime.py\", line 410, in _process_publish\nBadRequestError: Error code: 400\nFINAL ANSWER: none\nRUN.SH COMPLETE !#!#",
] as const;
