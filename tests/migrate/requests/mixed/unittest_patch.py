from unittest import TestCase
from unittest.mock import patch, Mock

import app


class SubmitTest(TestCase):
    @patch("app.requests.post")
    def test_submit(self, post):
        post.return_value = Mock(status_code=201, headers={"Location": "https://westus.api.cognitive.microsoft.com/speechtotext/v3.1/transcriptions/1"})
        self.assertEqual(app.submit("u"), "1")
        post.assert_called_once()
        self.assertTrue(post.call_args[0][0].endswith("/speechtotext/v3.1/transcriptions"))
